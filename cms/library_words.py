"""Words of Wagtail that editors meet every day and that its own Chinese lacks or says badly.

They stand here so that our catalogue holds them: an app's translation goes before the one of a library. The English is
the library's, to the letter; `tests/cms/test_library_words.py` fails when it words them anew.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

WAGTAIL_WORDS = (
    gettext_noop("A network error occurred"),
    gettext_noop("Actions"),
    gettext_noop("Actions (footer)"),
    gettext_noop("Anyone with editing permissions can create schedules"),
    gettext_noop("Application"),
    gettext_noop("Autosave is paused"),
    gettext_noop("Available in %(translations_total)s locales"),
    gettext_noop("But only those with publishing permissions can make them effective."),
    gettext_noop("Checks"),
    gettext_noop("Choose when this page should go live and/or expire"),
    gettext_noop("Choose who can view the live version of this page"),
    gettext_noop("Close modal dialogs (like this one)"),
    gettext_noop("Content metrics"),
    gettext_noop("Dashboard"),
    gettext_noop("Date updated"),
    gettext_noop("Edit account avatar"),
    gettext_noop("Edited by"),
    gettext_noop("Exploring"),
    gettext_noop("Has child pages"),
    gettext_noop("Live"),
    gettext_noop("New: %(model_name)s"),
    gettext_noop("Oldest"),
    gettext_noop("Page type"),
    gettext_noop("Promote"),
    gettext_noop("Readability"),
    gettext_noop("Reading time"),
    gettext_noop("Save changes"),
    gettext_noop("Saved"),
    gettext_noop("Search all pages…"),
    gettext_noop("Section"),
    gettext_noop("Shortcuts"),
    gettext_noop("Show keyboard shortcuts"),
    gettext_noop("The page title as you'd like it to be seen by the public"),
    gettext_noop("There are no %(model_name)s to display."),
    gettext_noop('There are no %(model_name)s to display. Why not <a href="%(add_url)s">add one</a>?'),
    gettext_noop("Toggle checks"),
    gettext_noop("Updated"),
    gettext_noop("View latest version"),
)
WAGTAIL_COUNTS = (ngettext_lazy("Referenced %(count)s time", "Referenced %(count)s times", "count"),)
