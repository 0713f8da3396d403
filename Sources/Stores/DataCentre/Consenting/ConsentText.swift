import Kernel

/// The sentences about guardians' consents.
enum ConsentText {
    static let title = Text("孩子的数据", "My children’s data")
    static let lede = Text(
        "不满十四周岁的孩子的个人信息，要经监护人同意才会从各部门调取。不同意也不影响办理，只是要您自己填写。",
        "The data of a child under fourteen are fetched from departments only with a guardian’s consent. Without it everything can still be done; you fill it in yourself."
    )
    static let none = Text("没有由您监护的十四周岁以下的孩子", "There is no child under fourteen for whom you speak")
    static let whoseGuardian = Text("核对您是哪些孩子的监护人", "Finding out whose guardian you are")
    static let agree = Text("同意调取", "I agree")
    static let withdraw = Text("撤回同意", "Withdraw my consent")
    static let agreed = Text("已同意", "Agreed")
    static let notAgreed = Text("未同意", "Not agreed")
    static func about(_ age: Int) -> Text { Text("\(age) 岁", age == 1 ? "1 year old" : "\(age) years old") }
}
