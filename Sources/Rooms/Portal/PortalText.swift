import Kernel
package import Web

/// The sentences of this room.
package enum PortalText {
    package static let nav = Nav("services", Text("办事", "Services"), "/")
    static let home = Text("首页", "Home")
    static let question = Text("您想办什么事？", "What would you like to do?")
    static let ownWords = Text("用您自己的话说就行。", "Say it in your own words.")
    static let placeholder = Text("例如：孩子刚出生要办什么", "For example: what to do after a birth")
    static let examples: [(words: Text, link: Link)] = [
        (Text("开一家餐馆", "open a restaurant"), "/things/restaurant"), (Text("孩子出生", "a baby is born"), "/things/newborn"),
        (Text("身份证丢了", "lost ID card"), "/things/id-card-reissue"), (Text("公司搬家", "company moves"), "/things/enterprise-change"),
        (Text("退休", "retiring"), "/things/retirement"), (Text("办居住证", "residence permit"), "/things/residence-permit"),
    ]
    static let lifeOfPeople = Text("人这一生", "A person’s life")
    static let lifeOfEnterprises = Text("企业这一程", "An enterprise’s way")
    static let spared = Text("这座城市今年替大家省下的", "What the city has spared people this year")
    static let sparedMaterials = Text("份材料不用交", "documents not asked for")
    static let sparedCertificates = Text("份证明由电子证照代替", "papers replaced by electronic licences")
    static let sparedDays = Text("个工作日不用等", "working days not waited")
    static let sparedTrips = Text("趟不用跑", "trips not made")
    static let tenThousands = Text(same: "万")
    static let millions = Text(same: "m")
    static let oneThing = Text("一件事", "One thing")
    static let oneThingOf = Text("一件事 · {n} 个部门", "One thing · {n} departments")
    static let progress = Text("{all} 件已办好 {done} 件。", "{done} of {all} done.")
    static let seeProgress = Text("查看进度", "See the progress")
    static let search = Text("搜索", "Search")
    static let suggestions = Text("搜索建议", "Suggestions")
    static let nothingFound = Text("没有找到", "Nothing found")
    static let nothingFoundHint = Text("换个说法试试，或者拨打 12345，有人帮您找。", "Try other words, or ring 12345 and somebody will help you.")
    static let station = Text("人生或企业的一站", "A station of life")
    static let everything = Text("全部服务", "All services")
    static let guide = Text("办事指南", "Guide")
    static let atMost = Text(
        "最多这些；登录后按您的情况计算，通常更少。", "At most these. Signed in, they are computed for you and are usually fewer.")
    static let forYou = Text("这是按您的情况算出来的。", "Computed for you.")
    static let struckApart = Text("划去的是原来分头办时的数。", "Struck through: how it was when each was done apart.")
    static let struckAlone = Text("划去的是法律规定或者什么都不知道时的数。", "Struck through: what the law sets, or what it takes where nothing is known.")
    static let whoDoesWhat = Text("谁来办，要几天", "Who does what, and how long")
    static func days(_ count: Int) -> Text { Text("\(count) 个工作日", count == 1 ? "1 working day" : "\(count) working days") }
    static let sameDay = Text("当天", "the same day")
    static let followOns = Text("之后自动办理，不用申请", "What then happens by itself")
    static let start = Text("现在就办", "Do it now")
    static let signInFirst = Text("登录后，我们已经知道的就不用您再填。", "Once you are signed in, what we already know need not be typed.")
    static let asPerson = Text("这件事由个人办理，请先换回本人。", "This is for people: act as yourself first.")
    static let asEnterprise = Text("这件事由企业办理，请先选择您代表的企业。", "This is for enterprises: choose the one you act for first.")
    static let chooseParty = Text("选择以谁的名义办理", "Choose whom you act for")
    static let begin = Text("开始办理", "Begin")
    static let goOn = Text("继续办理", "Go on")
    static let alreadyKnown = Text("这些我们已经知道", "This we already know")
    static let materials = Text("申请材料", "Documents")
    static let noMaterials = Text("不用交任何材料。", "No document is needed.")
    static let material = Text("材料名称", "Document")
    static let needed = Text("要不要交", "Needed?")
    static let waived = Text("免交", "Waived")
    static let asked = Text("要交", "Needed")
    static let onPromise = Text("已承诺", "promised")
    static let later = Text("可以后补", "May follow")
    static let why = Text("为什么", "Why")
    static let basis = Text("设定依据", "Legal basis")
    static let details = Text("办理要素", "All details")
    static let fee = Text("收费", "Fee")
    static let steps = Text("办理流程", "Steps")
    static let results = Text("办理结果", "Result")
    static let reviewPoints = Text("审查要点", "What is checked")
    static let remedies = Text("救济途径", "Remedies")
    static let complaining = Text("对办理不满意的，可以拨打监督投诉电话。", "Whoever is not content may call the number for complaints.")
    static let remediesText = Text(
        "对决定不服的，可以在 60 日内申请行政复议，或者在 6 个月内提起行政诉讼。",
        "Against a decision you may ask for administrative reconsideration within 60 days, or go to court within six months.")
    static let wholeGuide = Text("完整指南，可以打印", "The whole guide, to read or print")
    static let note = Text("说明", "Note")
    static let frequent = Text("常见问题", "Frequent questions")

    static let accessibility = Text("无障碍", "Accessibility")
    static let accessibilityLede = Text("人人都能用，是对每一页的要求。", "That everybody can use it is asked of every page.")
    static let accessibilityPoints = [
        Text("不开脚本也能办完每一件事。", "Everything can be done with scripts switched off."),
        Text("只用键盘就能操作，焦点始终看得见。", "A keyboard is enough, and the focus can always be seen."),
        Text("状态不只靠颜色区分，还有形状和文字。", "No state is told by colour alone: shape and words tell it too."),
        Text("手机 360 像素宽也不用左右滚动，按钮不小于 44 像素。", "No sideways scrolling at 360 pixels; buttons are at least 44 pixels high."),
        Text("浅色、深色和系统的高对比度都跟随您的设置，符合 WCAG 2.2 AA。", "Light, dark and high contrast follow your settings, to WCAG 2.2 AA."),
    ]
    static let accessibilityHelp = Text("哪里用着不顺手，请拨打 12345 告诉我们。", "Where something stands in your way, ring 12345 and tell us.")

    private static let numerals = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"]

    static func questions(_ count: Int) -> Text {
        let zh = count <= 10 ? numerals[count] + "个" : " \(count) 个"
        return Text("先回答\(zh)问题", count == 1 ? "One question first" : "\(count) questions first")
    }
}
