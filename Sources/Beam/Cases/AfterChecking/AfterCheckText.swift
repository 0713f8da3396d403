import Catalogue
import Kernel
import Web

/// What is read about checks after an approval on a promise.
enum AfterCheckText {
    static let title = Text("事后核查", "After-checks")
    static let lede = Text("凭承诺当场准予的办件，要在日期前核查承诺是否属实。", "What was granted on a promise is checked by its date.")
    static let nothing = Text("没有待核查的办件", "Nothing to check")
    static let nothingHint = Text("凭承诺准予的办件会出现在这里。", "What is granted on a promise appears here.")
    static let check = Text("核查", "Check")
    static let state = Text("进度", "Stands at")

    static func light(_ next: DueDate, of check: AfterCheck, on today: LocalDate, _ calendar: WorkingCalendar, _ language: Language) -> HTML
    {
        let light = CaseLight(due: next.date, today: today, calendar: calendar)
        let tone: Components.Tone = light == .red ? .seal : light == .amber ? .wait : .done
        return Components.tag(ConsoleText.remaining(next.date, today: today, calendar: calendar), tone, language)
    }

    // MARK: For whoever promised

    static func checkedBy(_ day: Text) -> Text { Text("最迟 \(day.zh)核查承诺", "your promise is checked by \(day.en)") }
    static func mendBy(_ day: Text) -> Text { Text("请在 \(day.zh)前整改", "please mend it by \(day.en)") }
    static let report = Text("报告整改完成", "Report that it is mended")
    static let reportLede = Text("说明改了什么；部门会来复查。", "Say what was mended; the department will look again.")
    static let whatWasMended = Text("整改情况", "What was mended")
    static let ordered = Text("要求整改的内容", "What was found")
}

/// What is read about promises that were not kept.
enum BreachText {
    static let title = Text("我的承诺记录", "My promises")
    static let lede = Text(
        "没有履行的承诺会记在这里，到期自动失效；认为不对的可以提出异议。", "A promise that was not kept stands here until its date. If you think it wrong, say so.")
    static let nothing = Text("没有未履行承诺的记录", "No broken promise on record")
    static let nothingHint = Text("您可以照常使用容缺和告知承诺。", "You may use promises as usual.")
    static let record = Text("未履行承诺记录", "Record of a broken promise")
    static let reason = Text("认定理由", "Reason")
    static let object = Text("提出异议", "Object")
    static let objection = Text("异议", "Objection")
    static let objectionHelp = Text("写明哪里不对，作出认定的部门会答复。", "Say what is wrong; the department that made the record will answer.")
    static let objections = Text("待答复的异议", "Objections to be answered")
    static let answered = Text("您的异议有了答复", "Your objection has been answered")
    static func answeredBody(_ state: BrokenPromise.State) -> Text {
        state == .lifted
            ? Text("这条未履行承诺的记录已经撤销，您可以照常使用承诺。", "The record has been lifted; you may use promises as usual.")
            : Text("记录维持不变，理由写在答复里。", "The record stands; the answer gives the reasons.")
    }
    static let answer = Text("答复", "Answer")
    static let lift = Text("撤销这条记录？", "Lift this record?")
    static let reply = Text("答复异议", "Answer the objection")
    static let liftOrNot = Text("请选择是否撤销这条记录。", "Say whether the record is lifted.")
    static let recordedOn = Text("记录日期", "Recorded")
    static let until = Text("失效日期", "Ends")
    static func bars(_ kind: Promises.Kind, _ until: LocalDate) -> Text {
        Text("\(until.text.zh)以前不再适用\(kind.name.zh)。", "Until \(until.text.en) this is barred: \(kind.name.en).")
    }
}
