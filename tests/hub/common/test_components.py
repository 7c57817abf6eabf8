"""Components: declared props are enforced, text is escaped, forms tie their errors to the fields."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

from hub.common import components
from hub.common.components import COMPONENTS, ComponentError, get_component
from hub.common.components.showing import initials
from hub.common.form_renderer import HubFormRenderer


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def draw(source: str, **context: object) -> str:
    """Render a template that knows the component tags."""
    return Template("{% load i18n ui %}" + source).render(Context(context))


class Sample(forms.Form):
    title = forms.CharField(max_length=120)
    email = forms.EmailField(label="E-mail", help_text="We write here.", required=False)
    visibility = forms.ChoiceField(widget=forms.RadioSelect, choices=[("all", "Everybody")])
    agree = forms.BooleanField(label="I agree")

    default_renderer = HubFormRenderer


def bound() -> Sample:
    return Sample({"email": "nobody", "title": "x" * 130})


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('{% ui "nothing" %}', "no component"),
        ('{% ui "tag" %}', "needs label"),
        ('{% ui "tag" label="a" colour="red" %}', "no prop colour"),
        ('{% uiblock "tag" label="a" %}b{% enduiblock %}', "takes no content"),
        ('{% ui tag label="a" %}', "in quotes"),
        ('{% ui "tag" "a" %}', "prop=value"),
    ],
)
def test_wrong_use_is_refused_when_the_template_is_read(source: str, words: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=words):
        draw(source)


def test_a_word_outside_the_choices_is_refused() -> None:
    with pytest.raises(ComponentError, match="tone='pink'"):
        draw('{% ui "tag" label="a" tone=tone %}', tone="pink")


def test_every_component_has_its_template_or_function_and_every_template_its_component() -> None:
    folder = Path(components.__file__).parents[1] / "templates" / "ui"
    by_function = {name for name, component in COMPONENTS.items() if component.draw}
    assert {path.stem for path in folder.glob("[!_]*.html")} == set(COMPONENTS) - by_function


def test_get_component_names_what_it_does_not_know() -> None:
    with pytest.raises(ComponentError, match='no component "x"'):
        get_component("x")


def test_text_props_are_escaped_and_slots_are_not_escaped_twice() -> None:
    drawn = draw('{% uiblock "panel" heading=bad %}<p>{{ bad }}</p>{% enduiblock %}', bad="<script>")
    assert "<script>" not in drawn
    assert drawn.count("&lt;script&gt;") == 2
    assert "<p>&lt;script&gt;</p>" in drawn


def test_components_do_not_see_the_context_of_the_page() -> None:
    assert "leak" not in draw('{% ui "tag" label="a" %}', icon="leak", slot="leak", tone="leak")


def test_standard_chip_links_and_carries_title_and_status() -> None:
    said = 'url="/s/" role="implements" clause="6.2" title="Dry" status="In force"'
    drawn = draw('{% ui "standard" number="T/ZSA 12-2026" ' + said + " %}")
    assert drawn.startswith('<a href="/s/" class="std">')
    assert "implements §6.2" in drawn
    assert '<span class="tip">' in drawn
    assert "Dry" in drawn
    assert "In force" in drawn


def test_standard_chip_without_address_is_no_link() -> None:
    drawn = draw('{% ui "standard" number="GB/T 1" %}')
    assert "<a" not in drawn
    assert "tip" not in drawn
    assert "tabindex" not in drawn


@pytest.mark.parametrize(
    ("level", "language", "words"),
    [(3, "en", "Verified"), (0, "en", "Not verified"), (None, "en", ""), (3, "zh-hans", "已核验")],
)
def test_organisation_says_its_level_in_words(level: int | None, language: str, words: str) -> None:
    with override(language):
        drawn = draw('{% ui "org" name="Hanze" level=level %}', level=level)
    assert words in drawn
    assert ("level" in drawn) == (level is not None)


def test_state_tag_has_a_word_and_an_icon() -> None:
    drawn = draw('{% ui "tag" label="Open" tone="ok" %}')
    assert "Open" in drawn
    assert "<svg" in drawn


def test_chips_say_what_their_link_does_and_vanish_without_filters() -> None:
    drawn = draw('{% ui "chips" items=items clear_url="?" %}', items=[("TRL 7", "?a=1&b=2")])
    assert 'href="?a=1&amp;b=2"' in drawn
    assert "Remove filter:" in drawn
    assert draw('{% ui "chips" items=items %}', items=[]) == ""


def test_buttons_with_an_address_are_links_and_never_submit() -> None:
    assert draw('{% ui "button" label="Go" href="/x/" %}').startswith('<a href="/x/"')
    assert 'type="submit"' in draw('{% ui "button" label="Go" %}')
    assert 'type="button"' in draw('{% ui "button" label="Go" opens="box" %}')


@pytest.mark.parametrize(
    ("value", "maximum", "percent"), [(412, 480, 85), (999, 1000, 99), (0, 0, 0), (600, 480, 125), (-5, 10, 0)]
)
def test_progress_never_rounds_up_to_done(value: int, maximum: int, percent: int) -> None:
    drawn = draw('{% ui "progress" value=v maximum=m label="Pledged" %}', v=value, m=maximum)
    assert f"{percent} %" in drawn


def test_stepper_marks_where_one_is() -> None:
    drawn = draw('{% ui "stepper" steps=steps current=2 %}', steps=["One", "Two", "Three"])
    assert "Step 2 of 3" in drawn
    assert drawn.count('aria-current="step"') == 1


@pytest.mark.parametrize(
    ("name", "letters"), [("Lin Yue", "LY"), ("汉泽电池", "汉"), ("Depot", "D"), ("", "?"), ("a b c", "AC")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_error_summary_links_to_the_first_input_of_each_field() -> None:
    drawn = draw('{% ui "error_summary" form=form %}', form=bound())
    assert 'role="alert"' in drawn
    assert re.findall(r'href="(#\w+)"', drawn) == ["#id_title", "#id_email", "#id_visibility_0", "#id_agree"]
    assert "This field is required" not in drawn
    assert "Shorten to 120 characters: Title" in drawn
    assert "Choose one: Visibility" in drawn
    assert "Tick to go on: I agree" in drawn


def test_error_summary_is_silent_without_errors() -> None:
    assert draw('{% ui "error_summary" form=form %}', form=Sample()) == ""
    assert draw('{% ui "error_summary" %}') == ""


def test_error_summary_escapes_and_takes_errors_of_its_own() -> None:
    drawn = draw('{% ui "error_summary" errors=errors %}', errors=[("<b>", "#x")])
    assert "&lt;b&gt;" in drawn
    assert 'href="#x"' in drawn


def test_form_ties_hint_and_error_to_the_field() -> None:
    drawn = str(bound())
    described = re.search(r'<input type="email"[^>]*aria-describedby="([^"]+)"', drawn)
    assert described is not None
    assert described[1].split() == ["id_email_helptext", "id_email_error"]
    assert 'id="id_email_helptext"' in drawn
    assert 'id="id_email_error"' in drawn
    assert re.search(r'name="email"[^>]*aria-invalid="true"', drawn)
    assert drawn.index("data-error-summary") < drawn.index("<label")


def test_form_groups_choices_and_says_what_is_optional() -> None:
    drawn = str(Sample())
    assert re.search(r"<fieldset[^>]*>\s*<legend>Visibility</legend>", drawn)
    assert 'E-mail <span class="optional">(optional)</span>' in drawn
    assert '<legend>Visibility <span class="optional">' not in drawn


def test_counter_counts_instead_of_cutting_off() -> None:
    drawn = str(Sample())
    assert 'data-counter="id_title" data-limit="120"' in drawn
    assert "maxlength" not in re.search(r'<input[^>]*name="title"[^>]*>', drawn)[0]  # type: ignore[index]
    assert 'data-counter="id_email"' not in drawn


def test_filters_keep_what_was_chosen() -> None:
    option = {"value": "a", "label": "<A>", "count": 3, "checked": True}
    drawn = draw('{% ui "filters" groups=groups %}', groups=[{"legend": "L", "name": "n", "options": [option]}])
    assert 'name="n" value="a" checked' in drawn
    assert "&lt;A&gt;" in drawn
    assert "Apply filters" in drawn


@pytest.mark.parametrize(
    ("scan", "words", "linked"),
    [
        ("pending", "Being checked", False),
        ("clean", "nothing found", True),
        ("refused", "Refused", False),
    ],
)
def test_a_file_says_what_the_scan_found_and_only_a_clean_one_is_a_link(scan: str, words: str, linked: bool) -> None:
    drawn = draw('{% ui "file_row" name="a.pdf" url="/f/" scan=scan %}', scan=scan)
    assert words in drawn
    assert ("href" in drawn) == linked


def test_a_scan_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ComponentError, match="scan='maybe'"):
        draw('{% ui "file_row" name="a.pdf" scan="maybe" %}')


def test_a_life_line_says_where_it_stands_and_where_it_ended() -> None:
    points = [{"label": "Drafted"}, {"label": "Balloted", "state": "now"}, {"label": "In force", "state": "next"}]
    drawn = draw('{% ui "life_line" points=points %}', points=points)
    assert drawn.count('aria-current="step"') == 1
    assert "next:" in drawn
    assert "ended here:" in draw('{% ui "life_line" points=p %}', p=[{"label": "Draft", "state": "stopped"}])
    with pytest.raises(ValueError, match="state lost"):
        draw('{% ui "life_line" points=p %}', p=[{"label": "Draft", "state": "lost"}])


def test_only_steps_that_are_done_lead_back() -> None:
    drawn = draw(
        '{% ui "stepper" steps=s current=2 urls=u saved="Saved" %}', s=["One", "Two", "Three"], u=["/1/", "/2/", "/3/"]
    )
    assert re.findall(r'href="([^"]+)"', drawn) == ["/1/"]
    assert "Saved" in drawn


def test_a_file_field_knows_how_big_a_file_may_be() -> None:
    class Upload(forms.Form):
        report = forms.FileField()
        default_renderer = HubFormRenderer

    drawn = str(Upload())
    assert f'data-max-bytes="{settings.HUB_MAX_UPLOAD_BYTES}"' in drawn
    assert "Choose a file or drop it here." in drawn
