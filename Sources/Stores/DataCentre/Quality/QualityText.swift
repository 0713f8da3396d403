import Kernel

/// The sentences about quality.
enum QualityText {
    static let title = Text("数据质量", "Quality")
    static let lede = Text(
        "每天夜里按标准核对一遍：格式、校验位、代码表、范围、前后矛盾、是否按时更新。最差的在最前。",
        "Held every night against the standards: formats, check digits, code lists, ranges, contradictions, renewal. The worst come first.")
    static let notYet = Text("还没有核对过，今夜开始", "Nothing has been checked yet; it begins tonight")
    static let unseen = Text("还没有核对", "Not looked at yet")
    static let checkNow = Text("现在核对", "Check now")
    static let records = Text("记录", "Records")
    static let faulty = Text("有误", "Faulty")
    static let scoreTitle = Text("合格率", "Right")
    static let newest = Text("最近更新", "Latest change")
    static let late = Text("超期未更新", "Out of date")
    static let oneByOne = Text("只能逐人查询，核对不了", "Asked one by one; cannot be checked")
    static let trend = Text("三十天走势", "Thirty days")
    static let day = Text("日期", "Day")
    static let faults = Text("待改记录", "Rows to mend")
    static let faultsLede = Text(
        "由您的部门改正源头数据；改好的记录下次核对后不再出现。查看会记入本人的日志。",
        "Mend them at the source; what is right by the next night is gone from here. Each look is in the person’s log.")
    static let whose = Text("谁的记录", "Whose record")
    static let rule = Text("规则", "Rule")
    static let what = Text("问题", "What is wrong")
    static let foundOn = Text("发现日期", "Found on")
    static let nothingToMend = Text("没有待改的记录", "Nothing to mend")
    static let contradicts = Text("与同一记录里的身份号码或者日期矛盾", "It contradicts the identity number or another date of the record")
    static let mended = Text("现在已符合", "Right by now")
    static func mending(_ resource: Text) -> Text { Text("核对“\(resource.zh)”的数据质量", "Mending “\(resource.en)”") }
    static func mending(_ resource: Text, _ purpose: Text) -> Text {
        Text("核对“\(resource.zh)”的数据质量，查看完整号码：\(purpose.zh)", "Mending “\(resource.en)”, with the number in full: \(purpose.en)")
    }
    static let inFull = Text(
        "要看完整号码，请先选择用途；用途和时间会记入当事人的“谁用了我的数据”。",
        "To see the numbers in full, say what for. Purpose and time are kept for the person to read.")
    static let kept = Text("这次查看已经记入当事人的“谁用了我的数据”。", "That you looked is kept for each person to read.")

    static func score(_ hundredths: Int) -> String {
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }
    static func change(_ hundredths: Int) -> Text {
        Text(same: (hundredths > 0 ? "+" : "−") + score(abs(hundredths)))
    }
    /// The first and the last four letters.
    static func masked(_ key: String) -> String { key.count > 10 ? key.prefix(3) + "…" + key.suffix(4) : "…" }
}
