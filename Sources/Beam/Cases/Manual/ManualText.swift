import Catalogue
import Kernel

/// The sentences of the officer's manual.
enum ManualText {
    static let title = Text("业务手册", "Officer’s manual")
    static let lede = Text(
        "每个事项怎样收、怎样审、怎样决定，和办事指南出自同一份定义。", "How each item is taken in, reviewed and decided; from the same definition as its guide.")
    static let one = Text("一个事项的业务手册", "The manual of one item")
    static let item = Text("事项", "Item")
    static let department = Text("部门", "Department")
    static let everyDepartment = Text("全部部门", "Every department")
    static let points = Text("审查要点", "Review points")
    static let judged = Text("裁量占比", "Matters of judgement")
    static let show = Text("显示", "Show")
    static let none = Text("这里没有事项", "No items here")
    static let guide = Text("办事指南", "Guide")
    static let frozen = Text("按办件受理时的版本显示。", "Shown in the version by which the case is handled.")
    static let basics = Text("事项要素", "Particulars")
    static let steps = Text("办理环节和时限", "Steps and limits")
    static let step = Text("环节", "Step")
    static let level = Text("层级", "Level")
    static let unit = Text("办理处室", "Unit")
    static let limit = Text("时限", "Limit")
    static let withinWhole = Text("计入总时限", "Within the whole")
    static let objective = Text("客观", "Matter of fact")
    static let discretionary = Text("裁量", "Matter of judgement")
    static let byEngine = Text("系统自动核查", "Checked by the system")
    static let how = Text("审查方法", "How to check")
    static let condition = Text("判断条件", "Condition")
    static let evidence = Text("查看", "Look at")
    static let basis = Text("依据", "Basis")
    static let benchmark = Text("裁量基准", "Benchmark of discretion")
    static let grade = Text("档次", "Grade")
    static let when = Text("适用情形", "When")
    static let outcome = Text("处理", "Outcome")
    static let noBenchmark = Text("没有裁量基准，请向目录编辑反映。", "There is no benchmark yet: tell the editors of the catalogue.")
    static let materials = Text("材料和受理标准", "Documents, and when they are accepted")
    static let material = Text("材料", "Document")
    static let form = Text("形式", "Form")
    static let standard = Text("受理标准", "Accepted if")
    static let noStandard = Text("字迹清楚，和申请人一致", "Legible, and the applicant’s own")
    static let returned = Text("原件收回", "Original is kept")
    static let situations = Text("情形", "Situations")
    static let options = Text("选项", "Answers")
    static let yesNo = Text("是、否", "Yes or no")
    static let procedures = Text("特别程序和延期", "Special procedures and extension")
    static let noProcedures = Text("没有特别程序。", "None.")
    static let fees = Text("收费", "Fees")
    static let noFees = Text("不收费。", "None.")
    static let templates = Text("文书模板", "Templates of documents")
    static let templatesLede = Text(
        "方括号里的内容由系统按办件填写；文书由系统生成、盖章，不能手改。",
        "What stands in brackets is filled in from the case. Documents are made and sealed by the system.")

    static func share(_ judged: Int, of all: Int) -> Text {
        guard judged > 0 else { return Text("全部客观", "none") }
        return Text("\(all) 个中 \(judged) 个（\(judged * 100 / all)%）", "\(judged) of \(all) (\(judged * 100 / all)%)")
    }

    /// What stands in a template for what a case fills in.
    enum blank {
        static let caseNumber = Text("〔办件编号〕", "[number of the case]")
        static let applicationNumber = Text("〔申请编号〕", "[number of the application]")
        static let applicant = Text("〔申请人〕", "[applicant]")
        static let reason = Text("〔理由〕", "[reason]")
        static let legalBasis = Text("〔法律依据〕", "[legal basis]")
        static let ask = Text("〔缺什么、怎样补〕", "[what is missing, and how to mend it]")
        static let point = Text("〔材料或者填写项〕", "[document or field]")
        static let accepted = Text("〔受理日期〕", "[date of acceptance]")
        static let closed = Text("〔送达日期〕", "[date of service]")
        static let due = Text("〔期限〕", "[date due]")
        static let statutory = Text("〔法定期限〕", "[date by law]")
        static let expectedUntil = Text("〔预计日期〕", "[expected date]")
    }
}
