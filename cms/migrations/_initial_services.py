"""The pages of the services, of the library and of the directory that every installation starts with."""


def _steps(heading, *steps):
    return ("steps", {"heading": heading, "steps": [{"title": title, "text": text} for title, text in steps]})


def _questions(heading, *pairs):
    questions = [{"question": question, "answer": f"<p>{answer}</p>"} for question, answer in pairs]
    return ("questions", {"heading": heading, "questions": questions})


def _act(text, label, action):
    return ("act", {"text": text, "label": label, "action": action, "page": None})


def _strip(teaser):
    return ("teaser", {"teaser": teaser, "limit": 3})


ZH = {
    "services": ("服务", "平台为标准和技术做什么，哪些现在就能用，哪些还在筹备。"),
    "library": ("制度与文件", "协会和平台的规章制度、表格与报告，每个版本都可查验。"),
    "people": ("人员名录", "委员会、秘书处和导师。可以用页面上的表单联系他们。"),
    "pages": [
        (
            "standards",
            "标准",
            "查一项标准，看它说什么、是否现行，以及哪些技术和机构正在使用它。",
            [
                _steps(
                    "怎样使用",
                    ("查找", "输入标准号、名称或关键词，中英文都可以。"),
                    ("了解", "标准的页面列出状态、版本、相关技术和文章。"),
                    ("关联", "发布技术时写明它实施或需要哪些标准，直至条款。"),
                ),
                _strip("standards"),
                _questions(
                    "常见问题",
                    ("这里能看到标准全文吗？", "全文由发布机构提供。标准的页面附有原文链接。"),
                    ("信息有误怎么办？", "请联系秘书处，写明标准号和正确的出处，核实后更正。"),
                ),
                _act("已经知道标准号？", "查询标准", "standards"),
            ],
        ),
        (
            "technology",
            "技术",
            "让有技术的机构和需要技术的机构直接对话，每项技术都写明依据哪些标准。",
            [
                _steps(
                    "怎样发布一项技术",
                    ("登记机构", "注册账号并登记您的机构。"),
                    ("填写技术", "写明技术内容、成熟度、合作方式，并关联至少一项标准。"),
                    ("评审", "评审人按量表评分；退回修改时会附上意见。"),
                    ("发布与咨询", "发布后，有意向的机构直接向您发起咨询，对话只有双方可见。"),
                ),
                _strip("technology"),
                _questions(
                    "常见问题",
                    ("发布收费吗？", "不收费。"),
                    ("别人能看到我的联系方式吗？", "看不到。咨询在平台内进行，是否留下联系方式由您决定。"),
                ),
                _act("手上有可以转让或许可的技术？", "发布技术", "offer-technology"),
            ],
        ),
        (
            "funding",
            "资金",
            "为落实标准的项目集合众人的小额资金，每一笔款项的去向都公开。",
            [
                _steps(
                    "计划中的流程",
                    ("发起", "项目写明目标、预算和关联的标准，经评审后公布。"),
                    ("支持", "支持者承诺出资，目标达成后才扣款。"),
                    ("拨付", "款项按里程碑拨付，凭证公开。"),
                ),
                _questions("常见问题", ("现在能出资吗？", "还不能。服务开放后会在新闻中公布。")),
            ],
        ),
        (
            "tasks",
            "任务",
            "把标准工作拆成看得见报酬的小任务，让更多人参与。",
            [
                _steps(
                    "计划中的流程",
                    ("发布", "机构写明任务、验收条件和报酬。"),
                    ("承接", "有意者领取任务并按期提交成果。"),
                    ("验收", "按事先写明的条件验收并支付。"),
                ),
                _questions("常见问题", ("现在能承接任务吗？", "还不能。服务开放后会在新闻中公布。")),
            ],
        ),
        (
            "incubator",
            "孵化",
            "陪伴团队把标准化的成果做成产品，从申请到每一个里程碑。",
            [
                _steps(
                    "计划中的流程",
                    ("申请", "团队按批次提交申请。"),
                    ("评审", "评审人独立评分，结果和理由告知申请人。"),
                    ("陪伴", "导师和服务机构按里程碑提供支持。"),
                ),
                _questions("常见问题", ("现在能申请吗？", "还不能。第一批申请的时间会在新闻中公布。")),
            ],
        ),
        (
            "news",
            "新闻",
            "协会和平台的动态，按类别订阅。",
            [
                _steps(
                    "怎样订阅",
                    ("选择类别", "新闻列表可以按类别查看。"),
                    ("复制订阅地址", "每个类别都有自己的 Atom 订阅地址，放进阅读器即可。"),
                ),
                ("news", {"limit": 3}),
            ],
        ),
    ],
    "menu": [("services", "服务"), ("about", "关于我们"), ("library", "制度与文件"), ("people", "人员名录"), ("accessibility", "无障碍声明")],
}

EN = {
    "services": ("Services", "What the Hub does for standards and technology: what you can use today, and what is still to come."),
    "library": ("Rules and documents", "The regulations, forms and reports of the association and the Hub; every version can be verified."),
    "people": ("People", "The committee, the secretariat and the mentors. A form on each page reaches them."),
    "pages": [
        (
            "standards",
            "Standards",
            "Look up a standard: what it says, whether it is in force, and which technology and organisations use it.",
            [
                _steps(
                    "How it works",
                    ("Find it", "By number, title or keyword, in English or Chinese."),
                    ("Understand it", "Its page shows status, editions, and the technology and articles tied to it."),
                    ("Tie your work to it", "When you offer technology, say which standards it implements or needs, down to the clause."),
                ),
                _strip("standards"),
                _questions(
                    "Questions and answers",
                    ("Can I read the full text here?", "The full text comes from the body that publishes it; each standard links to it."),
                    ("What if something is wrong?", "Tell the secretariat the number and the right source. It is checked and corrected."),
                ),
                _act("You know the number already?", "Look up a standard", "standards"),
            ],
        ),
        (
            "technology",
            "Technology",
            "Brings owners of technology and those who need it into one conversation, with the standards each technology rests on.",
            [
                _steps(
                    "How technology is published",
                    ("Register", "Create an account and register your organisation."),
                    ("Describe it", "Say what it is, how mature it is, how you would cooperate, and tie it to at least one standard."),
                    ("Review", "Reviewers score it; if they return it for changes, they say why."),
                    ("Publish and answer", "Interested organisations enquire directly. Only the two sides read the conversation."),
                ),
                _strip("technology"),
                _questions(
                    "Questions and answers",
                    ("Does publishing cost anything?", "No."),
                    ("Do others see how to reach me?", "No. Enquiries stay on the Hub; whether to share an address is your choice."),
                ),
                _act("Do you own technology that others could use?", "Offer technology", "offer-technology"),
            ],
        ),
        (
            "funding",
            "Funding",
            "Brings together many small sums for projects that put standards to work, and shows where every sum goes.",
            [
                _steps(
                    "How it is going to work",
                    ("Start", "A project states its goal, budget and standards, and is reviewed before it is shown."),
                    ("Support", "Supporters pledge; money moves only when the goal is reached."),
                    ("Release", "Funds are released by milestone, with public receipts."),
                ),
                _questions("Questions and answers", ("Can I pledge today?", "Not yet. News announces when it opens.")),
            ],
        ),
        (
            "tasks",
            "Tasks",
            "Cuts standards work into small tasks with a stated reward, so that more people can take part.",
            [
                _steps(
                    "How it is going to work",
                    ("Publish", "An organisation states the task, what counts as done, and the reward."),
                    ("Claim", "Somebody takes it and delivers by the date."),
                    ("Accept", "The work is judged by what was stated, and paid."),
                ),
                _questions("Questions and answers", ("Can I claim a task today?", "Not yet. News announces when it opens.")),
            ],
        ),
        (
            "incubator",
            "Incubator",
            "Stays with teams that turn standardised results into products, from application to every milestone.",
            [
                _steps(
                    "How it is going to work",
                    ("Apply", "Teams apply in rounds."),
                    ("Review", "Reviewers score independently; applicants hear the result and the reasons."),
                    ("Support", "Mentors and service providers help from milestone to milestone."),
                ),
                _questions("Questions and answers", ("Can I apply today?", "Not yet. News announces the first round.")),
            ],
        ),
        (
            "news",
            "News",
            "What is new at the association and on the Hub, by category.",
            [
                _steps(
                    "How to follow it",
                    ("Choose a category", "The list of news can be read by category."),
                    ("Copy the address of the feed", "Each category has an Atom feed for your reader."),
                ),
                ("news", {"limit": 3}),
            ],
        ),
    ],
    "menu": [("services", "Services"), ("about", "About"), ("library", "Rules and documents"), ("people", "People"), ("accessibility", "Accessibility")],
}
