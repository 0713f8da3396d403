import Kernel

/// What stands on the pages where a draft is tried out.
enum TryingText {
    static let trial = Text("试答情形", "Try the situations")
    static let trialLede = Text(
        "像申请人那样回答，看这份草稿会要什么。系统当作对这个人一无所知。",
        "Answer as an applicant would and see what this draft asks for. Nothing is known of this person.")
    static let answer = Text("看看要什么", "See what is asked")
    static let noQuestions = Text("这件事不问情形，对所有人都一样。", "No questions: it is the same for everybody.")
    static let whatIsAsked = Text("要办的、要交的、要填的", "What is asked")
    static let items = Text("办理事项", "Items")
    static let materials = Text("材料", "Materials")
    static let fields = Text("要填的空", "Boxes to fill in")
    static let tree = Text("情形树", "The tree of situations")
    static let treeLede = Text("每个回答比其他回答多出来的内容。", "What each answer adds that the others do not.")
    static let treeCut = Text("情形很多，这里只列到第三层。", "There are many situations; three levels are shown.")
    static let nothingMore = Text("没有另外的要求", "nothing more")
    static let unanswered = Text("还没有回答", "No answer yet")
    static func item(_ name: Text) -> Text { Text("事项：\(name.zh)", "Item: \(name.en)") }
    static func material(_ name: Text) -> Text { Text("材料：\(name.zh)", "Material: \(name.en)") }
    static func field(_ name: Text) -> Text { Text("填写：\(name.zh)", "Box: \(name.en)") }
    static let startAgain = Text("从头再试", "Start again")

    static let preview = Text("指南预览", "Preview of the guide")
    static let previewLede = Text("发布以后，群众看到的就是这些。", "This is what people will see once it is published.")
    static let facts = Text("要素", "Particulars")
    static let basis = Text("设定依据", "Legal basis")
    static let conditions = Text("审查要点", "Review points")
    static let steps = Text("办理流程", "Steps")
    static let results = Text("审批结果", "Results")
    static let fees = Text("收费", "Fees")
    static let questions = Text("会问的问题", "Questions")
    static let waivedBy = Text("可以免交", "Waived by")
    static let form = Text("形式", "Form")
    static let need = Text("要求", "Needed")
}
