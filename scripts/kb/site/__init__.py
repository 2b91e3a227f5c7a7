"""From pages to the finished folder: the tree, the two engines, the frame of a page."""
