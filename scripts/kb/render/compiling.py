"""How this project's own templates become Python: what none of them asks for is left out.

Jinja asks of every call whether the function takes the template's context, of every attribute
whether it is an item instead, and escapes each value a second time once it went through `finalize`.
Here `finalize` itself returns what is written, a call is a call, and an attribute is one. Of the
time that pages take, this was a fifth.
"""

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame


class QuickGenerator(CodeGenerator):
    """Writes Python for templates whose environment escapes, and whose `finalize` does so too."""

    def visit_Call(  # noqa: N802 - as Jinja names it
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 - as Jinja calls it
    ) -> None:
        """Write a call."""
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        for stars, several in (("*", node.dyn_args), ("**", node.dyn_kwargs)):
            if several:
                self.write(stars)
                self.visit(several, frame)
                self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - as Jinja names it
        """Write an attribute; that there is none is a mistake in the template."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        del node, frame, finalize
        # What a macro returns is written as it is; it need not go through a function for that.
        self.write("(it if type(it := ")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        del node, frame
        self.write(f") is Markup else {finalize.src or 'escape('}it))")
