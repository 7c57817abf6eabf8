"""The texts of the pages that every installation starts with; editors change them afterwards."""

EXAMPLES = {
    "en": ["dry electrode", "石墨烯散热膜", "T/ZSA 12"],
    "zh-hans": ["干法电极", "graphene film", "T/ZSA 12"],
}
HOME_SIDE = [("news", {"limit": 3})]
HOME_BODY = [
    ("figures", {"figures": ["standards", "technology", "organisations"]}),
    ("teaser", {"teaser": "technology", "limit": 3}),
    ("teaser", {"teaser": "standards", "limit": 3}),
]
HOME_ACT = {
    "en": ("Do you own technology that others could use?", "Offer technology"),
    "zh-hans": ("手上有可以转让或许可的技术？", "发布技术"),
}


def home_body(language):
    """The strips of the home page, and what an organisation can do next."""
    text, label = HOME_ACT[language]
    return [*HOME_BODY, ("act", {"text": text, "label": label, "action": "offer-technology", "page": None})]


ZH = {
    "home": {
        "title": "首页",
        "heading": "让标准走进市场",
        "lead": "查找技术和它背后的标准，直接联系技术持有方，了解每一项标准用在哪里、带来了什么。",
    },
    "news": {"title": "新闻", "introduction": "协会和平台的最新动态。"},
    "about": {
        "title": "关于我们",
        "introduction": "“中关村标准化”平台由中关村标准化协会建设，把标准、技术和需要它们的人连在一起。",
        "body": [
            ("heading", "平台做什么"),
            (
                "paragraph",
                "<p>一项标准的价值在于有人使用。平台为每一项标准设立页面，列出与之相关的技术、机构和文章；"
                "每一项技术也写明它实施、需要或依据哪些标准，直至具体条款。</p>"
                "<p>技术持有方在这里发布专利和技术成果，有意向的机构直接与其联系。对话只有双方能看到，每一步都有记录。</p>",
            ),
            ("heading", "谁可以使用"),
            (
                "paragraph",
                "<p>查询标准、技术和新闻无需登录。发布技术或发起咨询之前，先注册账号并登记您的机构；"
                "经核验的机构，名称旁会标明核验等级。世界各地的企业、高校、研究院所和检测机构都可以使用，界面和内容支持中文和英文。</p>",
            ),
            ("heading", "内容从哪里来"),
            (
                "paragraph",
                "<p>标准号、名称和状态来自标准发布机构的公开目录，并附原文链接。技术信息由持有机构填写并对其负责，发布前须经评审。"
                "只有一种语言的内容，会以原文显示并注明语言。</p>",
            ),
        ],
    },
    "accessibility": {
        "title": "无障碍声明",
        "introduction": "我们希望每个人都能使用本平台，无论用什么设备、以什么方式阅读。",
        "body": [
            ("heading", "我们遵循的标准"),
            (
                "paragraph",
                "<p>平台以《Web 内容无障碍指南》（WCAG）2.2 的 AA 级为目标：</p>"
                "<ul><li>全部功能可以只用键盘完成，焦点始终清晰可见；</li>"
                "<li>文字与背景的对比度不低于 4.5:1，状态从不只用颜色表示；</li>"
                "<li>页面放大到 400% 或在 320 像素宽的屏幕上，内容无需左右滚动；</li>"
                "<li>公开页面不依赖 JavaScript，也可以打印；</li>"
                "<li>每段文字都标明语言，读屏软件能正确朗读中文和英文。</li></ul>",
            ),
            ("heading", "已知的不足"),
            (
                "paragraph",
                "<p>用户上传的文件由上传者制作，其中有些可能没有文字替代或标题结构。编辑工作台由第三方软件提供，"
                "部分操作尚未达到 AA 级。</p>",
            ),
            ("heading", "遇到障碍时"),
            (
                "paragraph",
                "<p>如果您在使用中遇到障碍，欢迎告诉协会秘书处是哪个页面、您想做什么、使用了什么设备和软件，"
                "我们会给出替代办法并说明何时修复。</p>",
            ),
        ],
    },
}

EN = {
    "home": {
        "title": "Home",
        "heading": "Standards that reach the market",
        "lead": "Find technology and the standards behind it, talk to its owners directly, and see where each standard is used and what it changed.",
    },
    "news": {"title": "News", "introduction": "What is new at the association and on the Hub."},
    "about": {
        "title": "About the Hub",
        "introduction": "The ZSA Hub is run by the Zhongguancun Standardization Association. It brings together standards, technology and the people who need them.",
        "body": [
            ("heading", "What the Hub does"),
            (
                "paragraph",
                "<p>A standard is worth what is done with it. Each one has a page here that shows the technology, the organisations and the articles "
                "tied to it; each technology says which standards it implements, needs or rests on, down to the clause.</p>"
                "<p>Owners publish patents and know-how, and organisations that are interested write to them directly. Only the two sides can read "
                "their conversation, and every step is on record.</p>",
            ),
            ("heading", "Who can use it"),
            (
                "paragraph",
                "<p>Standards, technology and news are open to everybody. To publish technology or to contact an owner, create an account and register "
                "your organisation; once it is verified, its level stands beside its name. Companies, universities, research institutes and testing "
                "bodies from any country are welcome. Pages and content are in English and Chinese.</p>",
            ),
            ("heading", "Where the content comes from"),
            (
                "paragraph",
                "<p>Numbers, titles and status of standards come from the public catalogues of the bodies that publish them, with a link to the source. "
                "Technology is described by the organisation that owns it and answers for it, and is reviewed before it is published. What exists in "
                "one language only is shown as it was written and marked with its language.</p>",
            ),
        ],
    },
    "accessibility": {
        "title": "Accessibility",
        "introduction": "Everybody should be able to use the Hub, on any device and in any way of reading.",
        "body": [
            ("heading", "The standard we follow"),
            (
                "paragraph",
                "<p>The Hub aims at level AA of the Web Content Accessibility Guidelines (WCAG) 2.2:</p>"
                "<ul><li>everything can be done with the keyboard alone, and the focus is always visible;</li>"
                "<li>text has a contrast of at least 4.5:1, and colour is never the only sign of a state;</li>"
                "<li>pages work at 400% zoom and on screens 320 pixels wide without scrolling sideways;</li>"
                "<li>public pages need no JavaScript and can be printed;</li>"
                "<li>every text carries its language, so that screen readers pronounce English and Chinese correctly.</li></ul>",
            ),
            ("heading", "What we know is lacking"),
            (
                "paragraph",
                "<p>Uploaded files are made by the people who upload them; some may have no text alternatives or headings. The desk that editors work "
                "at is third-party software, and parts of it do not reach level AA yet.</p>",
            ),
            ("heading", "When something stands in your way"),
            (
                "paragraph",
                "<p>Tell the association's secretariat which page it was, what you wanted to do, and which device and software you use. You will hear "
                "how to get there another way and when it will be mended.</p>",
            ),
        ],
    },
}

# Language, slug of the home page (the form Wagtail gives twins), texts. The first is the root of the site.
TREES = [("en", "home", EN), ("zh-hans", "home-zh-hans", ZH)]
