"""What people do in the browser, one function an act; language-independent, so that both journeys use the same acts."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.factories.uploads import PDF
from tests.journeys.conftest import Site

PASSWORD = "correct horse battery 42"
CANARY = "roll pressure 4.2 MPa"


def primary(page: Page, within: str = "main") -> None:
    """Press the primary button of a part of the page."""
    page.locator(f"{within} button.primary").first.click()


def sign_up(page: Page, site: Site, language: str, name: str, email: str) -> None:
    """Register, read the code in the mail, confirm."""
    page.goto(f"{site.base}/{language}/accounts/signup/")
    page.fill("input[name=name]", name)
    page.fill("input[name=email]", email)
    page.fill("input[name=password1]", PASSWORD)
    primary(page)
    page.wait_for_selector("input[name=code]")
    page.fill("input[name=code]", read_code(page, site, email))
    primary(page)
    page.wait_for_url(re.compile(rf"/{language}/account/"))


def read_code(page: Page, site: Site, email: str) -> str:
    """Read the newest code that was mailed to an address, as a newcomer does: at /dev/mail/."""
    reader = page.context.new_page()
    for _attempt in range(40):
        reader.goto(f"{site.base}/dev/mail/")
        mail = reader.locator("article", has_text=email).first
        if mail.count():
            code = re.match(r"\s*(\S+)", mail.locator("h2").inner_text())
            reader.close()
            assert code
            return code[1]
        reader.wait_for_timeout(250)
    raise AssertionError(f"no mail for {email}")


def sign_in(page: Page, site: Site, language: str, slug: str) -> None:
    """Sign in as a demo person; signing in leads to the person's own language, so go on in the one that was asked for."""
    page.goto(f"{site.base}/{language}/accounts/login/")
    page.fill("input[name=login]", f"{slug}@demo.example")
    page.fill("input[name=password]", site.password(slug))
    primary(page)
    page.wait_for_url(re.compile(r"/(en|zh-hans)/account/"))
    page.goto(f"{site.base}/{language}/account/")


def register_organisation(page: Page, site: Site, language: str, *, zh: str, en: str, country: str) -> None:
    """Register an organisation."""
    page.goto(f"{site.base}/{language}/organisations/register/")
    page.fill("input[name=name_zh]", zh)
    page.fill("input[name=name_en]", en)
    page.select_option("select[name=country]", country)
    primary(page)
    page.wait_for_url(re.compile(rf"/{language}/account/$"))


def list_patent(page: Page, site: Site, language: str, **texts: str) -> str:
    """List a patent, tie it to a standard typed in an odd form, attach a data sheet, submit; return its address."""
    page.goto(f"{site.base}/{language}/technology/new/")
    page.select_option("select[name=kind]", "invention")
    for field in ("number", "title_zh", "title_en", "summary_zh", "summary_en"):
        page.fill(f"[name={field}]", texts[field])
    page.select_option("select[name=mode]", "exclusive")
    page.fill("[name=details]", f"{CANARY} {texts['number']}")
    page.check("input[name=price_kind][value=posted]")
    page.fill("input[name=price]", "1200000")
    page.select_option("select[name=price_currency]", "CNY")
    primary(page)
    page.wait_for_url(re.compile(r"/technology/[a-z0-9]{12}/$"))
    page.fill("#standards input[name=number]", "t/zsa12")
    page.fill("#standards input[name=clause]", "6.2")
    page.locator("#standards form[action$='/standards/'] button[type=submit]").click()
    expect(page.locator("#standards .std")).to_contain_text("T/ZSA 12-2026")
    page.locator("#documents summary").first.click()
    page.set_input_files("input[name=datasheet]", {"name": "数据.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.locator("form[action$='/data-sheet/'] button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("数据.pdf")
    page.locator("main a[href$='/check/']").click()
    page.check("input[name=published_or_filed]")
    page.locator("form[action$='/submit/'] button").click()
    expect(page.locator("form[action$='/take_back/'] button")).to_be_visible()
    return page.url.removeprefix(site.base)


def review(page: Page, site: Site, language: str, public_id: str) -> None:
    """Take the case and score it."""
    page.goto(f"{site.base}/{language}/desk/review/{public_id}/")
    page.locator("form[action$='/start_review/'] button").click()
    page.wait_for_url(re.compile(rf"/desk/review/{public_id}/$"))
    for criterion in ("clarity", "evidence", "advantage", "standard"):
        page.locator(f"input[name={criterion}][value='4']").check()
    page.fill("textarea[name=comment]", "Clear, well backed. 清楚。")
    page.locator("main form:has(textarea[name=comment]) button.primary").click()


def publish(page: Page, site: Site, language: str, public_id: str) -> None:
    """Publish a case that somebody else scored."""
    page.goto(f"{site.base}/{language}/desk/review/{public_id}/")
    page.locator("form[action$='/publish/'] button").click()
    page.wait_for_url(re.compile(r"/desk/review/$"))


def find_in_catalogue(page: Page, site: Site, language: str, words: str, mode: str, title: str) -> None:
    """Search, filter by the way it is offered, open the hit; the index may take a moment."""
    for _attempt in range(40):
        page.goto(f"{site.base}/{language}/technology/?q={words}&mode={mode}")
        if page.locator("article.item", has_text=title).count():
            break
        page.wait_for_timeout(250)
    expect(page.locator("article.item mark").first).to_be_visible()
    expect(page.locator(f"input[type=checkbox][name=mode][value={mode}]")).to_be_checked()
    page.locator("article.item", has_text=title).locator("h2 a, h3 a").first.click()
    page.wait_for_url(re.compile(r"/technology/[a-z0-9]{12}/$"))


def see_on_standard(page: Page, title: str) -> None:
    """From a listing to its standard's page, which shows the listing; and back."""
    page.locator("main .std").first.click()
    page.wait_for_url(re.compile(r"/standards/t-zsa-12-2026/$"))
    page.locator(".tabs a[href$='/standards/t-zsa-12-2026/technology/']").click()
    page.wait_for_url(re.compile(r"/standards/t-zsa-12-2026/technology/$"))
    page.locator("article.item", has_text=title).locator("a").first.click()
    page.wait_for_url(re.compile(r"/technology/[a-z0-9]{12}/$"))


def enquire(page: Page, question: str) -> str:
    """Ask about the listing on the page; return the path of the conversation."""
    page.locator("aside a[href$='/enquire/']").click()
    page.fill("textarea[name=message]", question)
    primary(page)
    page.wait_for_url(re.compile(r"/conversations/[a-z0-9]{12}/"))
    return re.sub(r"#.*", "", page.url)
