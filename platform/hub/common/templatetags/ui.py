"""`{% ui "name" prop=value %}` and `{% uiblock "name" prop=value %}…{% enduiblock %}`: draw a declared component.

The name is a literal, so unknown components and props are found when the template is parsed. `props=` gives several at
once, as a dict; those are looked at when the component is drawn. Components see their props
only (and the CSRF token), never the page's context.
"""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.safestring import SafeString

from hub.common.components import Component, ComponentError, get_component

register = template.Library()
SEVERAL = "props"


def draw(context: Context, name: str, props: Mapping[str, Any]) -> SafeString:
    """Draw a component without content from Python, for tags of other apps. Raises ComponentError as `{% ui %}` does."""
    return _draw(context, get_component(name), props, None)


def _draw(context: Context, component: Component, props: Mapping[str, Any], slot: str | None) -> SafeString:
    values = component.context(props, slot=slot)
    if component.draw is not None:
        return component.draw(values)
    inner = context.new(values)
    if (token := context.get("csrf_token")) is not None:
        inner["csrf_token"] = token
    if context.template is None:
        raise ComponentError("A component is drawn inside a template only.")
    return SafeString(context.template.engine.get_template(component.template_name).render(inner).strip())


class ComponentNode(template.Node):
    """Draws one component, with its slot when it was opened as a block."""

    def __init__(self, component: Component, props: dict[str, FilterExpression], nodelist: NodeList | None) -> None:
        self.component = component
        self.props = props
        self.nodelist = nodelist or NodeList()
        self.has_slot = nodelist is not None

    def render(self, context: Context) -> SafeString:
        """Render the component's template with its own context."""
        props = {name: value.resolve(context) for name, value in self.props.items()}
        props |= props.pop(SEVERAL, {})
        slot = self.nodelist.render(context) if self.has_slot else None
        return _draw(context, self.component, props, slot)


def _parse(parser: Parser, token: Token, *, block: bool) -> ComponentNode:
    tag, *bits = token.split_contents()
    if not bits or bits[0][0] not in "\"'" or bits[0][0] != bits[0][-1]:
        raise template.TemplateSyntaxError(
            f'{{% {tag} %}} needs the name of a component in quotes: {{% {tag} "tag" … %}}'
        )
    name = bits.pop(0)[1:-1]
    props = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f'{{% {tag} "{name}" %}}: "{bits[0]}" is not of the form prop=value.')
    nodelist = None
    if block:
        nodelist = parser.parse((f"end{tag}",))
        parser.delete_first_token()
    try:
        component = get_component(name)
        if SEVERAL not in props:
            component.check_names(frozenset(props), with_slot=block)
    except ComponentError as error:
        raise template.TemplateSyntaxError(str(error)) from error
    return ComponentNode(component, props, nodelist)


@register.tag("ui")
def do_ui(parser: Parser, token: Token) -> ComponentNode:
    """Draw a component without content."""
    return _parse(parser, token, block=False)


@register.tag("uiblock")
def do_uiblock(parser: Parser, token: Token) -> ComponentNode:
    """Draw a component around the block's content."""
    return _parse(parser, token, block=True)
