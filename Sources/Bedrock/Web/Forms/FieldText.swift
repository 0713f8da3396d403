import Kernel

/// What a form says: every message tells what to write instead.
enum FieldText {
    static let optional = Text("（选填）", " (optional)")
    static let error = Text("错误：", "Error: ")
    static let noneOfThese = Text("都不对，我来写", "Neither is right; I will write it")
    static let choose = Text("请选择", "Please choose")
    static let yes = Text("是", "Yes")
    static let no = Text("否", "No")
    static let yuan = Text("元", "yuan")
    static let monthHelp = Text("例如 2026-11", "For example 2026-11")

    static func limit(_ max: Int) -> Text { Text("最多 \(max) 个字", "At most \(max) characters") }

    static func fileHelp(_ kinds: [FileKind], _ maxBytes: Int) -> Text {
        let (names, size) = (FileKind.names(kinds), FileKind.size(maxBytes))
        return Text("\(names.zh)，不超过 \(size)", "\(names.en), up to \(size)")
    }

    static func missing(_ label: Text, _ kind: Field.Kind) -> Text {
        let label = label.withoutStop
        return switch kind {
        case .choice, .yesNo, .date, .month: Text("请选择“\(label.zh)”。", "Choose an answer for “\(label.en)”.")
        case .choices: Text("“\(label.zh)”请至少选一项。", "Choose at least one for “\(label.en)”.")
        case .consent: Text("请阅读后勾选“\(label.zh)”，才能继续。", "Read and tick “\(label.en)” to go on.")
        case .file: Text("请上传“\(label.zh)”。", "Upload “\(label.en)”.")
        default: Text("请填写“\(label.zh)”。", "Fill in “\(label.en)”.")
        }
    }

    static func tooLong(_ label: Text, count: Int, max: Int) -> Text {
        Text(
            "“\(label.zh)”最多 \(max) 个字，现在有 \(count) 个，请删去 \(count - max) 个。",
            "“\(label.en)” may have \(max) characters and has \(count); take out \(count - max).")
    }

    static func integer(_ label: Text) -> Text { Text("“\(label.zh)”请填整数，例如 86。", "Write “\(label.en)” as a whole number, such as 86.") }

    static func decimal(_ label: Text, places: Int) -> Text {
        Text(
            "“\(label.zh)”请填数字，最多 \(places) 位小数，例如 86.5。", "Write “\(label.en)” as a number with at most \(places) decimals, such as 86.5.")
    }

    static func money(_ label: Text) -> Text {
        Text("“\(label.zh)”请填金额，最多两位小数，例如 12840.50。", "Write “\(label.en)” as an amount in yuan, such as 12840.50.")
    }

    static func below(_ label: Text, _ min: String) -> Text {
        Text("“\(label.zh)”不能小于 \(min)。", "“\(label.en)” cannot be less than \(min).")
    }
    static func above(_ label: Text, _ max: String) -> Text {
        Text("“\(label.zh)”不能大于 \(max)。", "“\(label.en)” cannot be more than \(max).")
    }

    static func date(_ label: Text) -> Text {
        Text("“\(label.zh)”请按 年-月-日 填写，例如 2026-11-23。", "Write “\(label.en)” as year-month-day, such as 2026-11-23.")
    }

    static func noSuchDate(_ label: Text, _ typed: String) -> Text {
        Text("“\(label.zh)”填的 \(typed) 这一天不存在，请核对。", "There is no such day as \(typed); check “\(label.en)”.")
    }

    static func before(_ label: Text, _ min: LocalDate) -> Text {
        Text("“\(label.zh)”不能早于 \(min.text.zh)。", "“\(label.en)” cannot be before \(min.text.en).")
    }

    static func after(_ label: Text, _ max: LocalDate) -> Text {
        Text("“\(label.zh)”不能晚于 \(max.text.zh)。", "“\(label.en)” cannot be after \(max.text.en).")
    }

    static func month(_ label: Text) -> Text {
        Text("“\(label.zh)”请按 年-月 填写，例如 2026-11。", "Write “\(label.en)” as year-month, such as 2026-11.")
    }

    static func notOffered(_ label: Text) -> Text {
        Text("“\(label.zh)”请从给出的选项中选择。", "Choose “\(label.en)” from the answers offered.")
    }

    /// What is wrong with a code. Which check digit would fit is not said: it would invite inventing one.
    static func code(_ label: Text, _ fault: CodeFault) -> Text {
        if case .checkDigit = fault { return checkDigit(label) }
        return Text("“\(label.zh)”填得不对。\(fault.message.zh)", "“\(label.en)” is not right. \(fault.message.en)")
    }

    static func checkDigit(_ label: Text) -> Text {
        Text(
            "“\(label.zh)”有一位填错了（校验码对不上），请对照证件再看一遍。",
            "One character of “\(label.en)” is wrong (its check digit does not fit); compare it with the document.")
    }

    static func named(_ label: Text, _ fault: NameFault) -> Text {
        Text("“\(label.zh)”填得不对。\(fault.message.zh)", "“\(label.en)” is not right. \(fault.message.en)")
    }

    static func email(_ label: Text) -> Text {
        Text("“\(label.zh)”请填邮箱地址，例如 name@example.cn。", "Write “\(label.en)” as a mail address, such as name@example.cn.")
    }

    static func postcode(_ label: Text) -> Text {
        Text("“\(label.zh)”请填 6 位数字，例如 200030。", "Write “\(label.en)” as six digits, such as 200030.")
    }

    static func bankCard(_ label: Text) -> Text {
        Text("“\(label.zh)”请填 16 到 19 位卡号，再与卡面核对一遍。", "Write “\(label.en)” as the 16 to 19 digits of the card, and compare them with it.")
    }

    static func fileKind(_ label: Text, _ kinds: [FileKind]) -> Text {
        let names = FileKind.names(kinds)
        return Text("“\(label.zh)”只收 \(names.zh) 文件，请换一种格式再传。", "“\(label.en)” has to be a \(names.en) file; send it in that form.")
    }

    static func fileSize(_ label: Text, _ size: Int, max: Int) -> Text {
        Text(
            "“\(label.zh)”有 \(FileKind.size(size))，不能超过 \(FileKind.size(max))，请压缩或降低清晰度后再传。",
            "“\(label.en)” is \(FileKind.size(size)) and may be \(FileKind.size(max)) at most; make it smaller and send it again.")
    }

    static func emptyFile(_ label: Text) -> Text { Text("“\(label.zh)”是空文件，请重新选择。", "“\(label.en)” is an empty file; choose another.") }
}
