"""The Hub's interface components, one module per group; a new one is declared in its group (or in a module added here)."""

from hub.common.components import acting, filling, finding, showing, talking
from hub.common.components.component import TONES, Component, ComponentError

COMPONENTS: dict[str, Component] = {
    component.name: component for group in (acting, showing, finding, filling, talking) for component in group.DECLARED
}


def get_component(name: str) -> Component:
    """Return the declared component; raise ComponentError for an unknown name."""
    try:
        return COMPONENTS[name]
    except KeyError:
        raise ComponentError(f'There is no component "{name}". Known: {", ".join(sorted(COMPONENTS))}.') from None


__all__ = ["COMPONENTS", "TONES", "Component", "ComponentError", "get_component"]
