"""Error words of the libraries, in our Chinese."""

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.utils.translation import override

from hub.accounts import library_words


class EveryKind(forms.Form):
    """Fields whose words we replace."""

    mail = forms.EmailField()
    site = forms.URLField(assume_scheme="https")
    kind = forms.ChoiceField(choices=[("a", "A")])
    high = forms.DecimalField(max_value=5)
    low = forms.DecimalField(min_value=1)
    exact = forms.DecimalField(decimal_places=2)
    short = forms.DecimalField(max_digits=3, decimal_places=2)


@pytest.mark.parametrize(
    ("field", "typed", "shown"),
    [
        ("mail", "ann", "邮箱格式不正确，应形如 name@example.com。"),
        ("site", "not a site", "网址格式不正确，应以 https:// 开头。"),
        ("kind", "b", "“b”不在可选项中，请重新选择。"),
        ("high", "6", "不能大于 5。"),
        ("low", "0", "不能小于 1。"),
        ("exact", "1.234", "小数最多 2 位。"),
        ("short", "12.3", "整数部分最多 1 位。"),
    ],
)
def test_the_words_of_django_are_ours(field: str, typed: str, shown: str) -> None:
    with override("zh-hans"):
        assert EveryKind({field: typed}).errors[field] == [shown]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("incorrect_code", "验证码不正确。"),
        ("email_password_mismatch", "邮箱或密码不正确。"),
        ("cannot_remove_primary_email", "主邮箱不能移除。"),
    ],
)
def test_the_words_of_allauth_are_ours(code: str, shown: str) -> None:
    with override("zh-hans"):
        assert str(DefaultAccountAdapter.error_messages[code]) == shown


def test_allauth_still_words_its_errors_so() -> None:
    from_forms = {"You must type the same password each time."}
    with override("en"):
        said = {str(words) for words in DefaultAccountAdapter.error_messages.values()}
    assert set(library_words.ALLAUTH_WORDS) - from_forms <= said
