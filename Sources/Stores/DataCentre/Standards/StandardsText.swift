import Catalogue
import Kernel

/// The sentences of the register of standards.
enum StandardsText {
    static let title = Text("标准支撑", "Standards")
    static func lede(_ version: Int) -> Text {
        Text(
            "数据元和代码表，目录第 \(version) 版。每个数据元有一个源头部门、一个等级；等级决定怎样遮盖、保存多久、能不能带走。",
            "Elements and code lists, version \(version) of the catalogue. Each element has one source and one grade; masking, keeping and export follow the grade."
        )
    }
    static let element = Text("数据元", "Element")
    static let values = Text("取值", "Values")
    static let source = Text("源头部门", "Source")
    static let grade = Text("等级", "Grade")
    static let handlingTitle = Text("怎样对待", "How it is handled")
    static func grade(_ level: Int, _ name: Text) -> Text { Text("\(level) 级 \(name.zh)", "\(level) · \(name.en)") }
    static func handling(_ grade: ElementGrade) -> Text {
        Text(
            "\(grade.isMasked ? "号码和文字遮盖显示，" : "")最多保存 \(grade.keptDays) 天，\(grade.mayLeave ? "可以导出" : "不导出")",
            "\(grade.isMasked ? "Numbers and texts masked, " : "")kept \(grade.keptDays) day\(grade.keptDays == 1 ? "" : "s") at most, \(grade.mayLeave ? "may be exported" : "not exported")"
        )
    }
    static func list(_ list: CodeList) -> Text {
        list.source.map { Text("\(list.name.zh)（\($0)）", "\(list.name.en) (\($0))") } ?? list.name
    }
    static func type(_ type: String) -> Text {
        switch type {
        case "text": Text("文字", "Text")
        case "integer": Text("整数", "Whole number")
        case "decimal": Text("小数", "Number")
        case "boolean": Text("是或否", "Yes or no")
        case "date": Text("日期", "Date")
        case "money": Text("金额", "Money")
        default: Text("选项", "Choice")
        }
    }

    static let replaced = Text("标准已经废止，请换成现行的", "The standard is retired; use the one in force")
    static let version = Text("标准", "Standard")
    static let lists = Text("代码表", "Code lists")
    static let size = Text("代码数", "Codes")
    static func standing(_ standard: String?, _ version: String, _ status: StandardStatus) -> Text {
        Text(
            "\(standard ?? "本市") \(version) 版 · \(status.name.zh)",
            "\(standard ?? "The city’s own"), version \(version) · \(status.name.en)")
    }
    static let allBound = Text("所有数据项和表单要素都已对应数据元，每个数据元只有一个源头。", "Every column and every box is bound, and every element has one source.")
    static func finding(_ kind: StandardsFinding.Kind, _ count: Int) -> Text {
        switch kind {
        case .unboundColumn: Text("没有对应数据元的数据项（\(count)）", "Columns bound to no element (\(count))")
        case .unboundField: Text("没有对应数据元的表单要素（\(count)）", "Boxes of forms bound to no element (\(count))")
        case .retired: Text("仍在使用的废止标准（\(count)）", "Retired and still in use (\(count))")
        case .unsourced: Text("没有源头部门的数据元（\(count)）", "Elements without a source (\(count))")
        case .toldByOthers: Text("源头部门没有提供的数据元（\(count)）", "Elements that their own source does not tell (\(count))")
        case .listWithoutStandard: Text("没有标准来源的代码表（\(count)）", "Code lists without a standard (\(count))")
        }
    }
    static let noElement = Text("没有对应的数据元", "Bound to no element")
    static let unsourced = Text("没有写明由哪个部门负责", "No department answers for it")
    static let noStandard = Text("没有写明出自哪个标准", "It names no standard")
    static func toldByOthers(_ source: Text, _ others: [Text]) -> Text {
        Text(
            "应由\(source.zh)提供，现由\(others.map(\.zh).joined(separator: "、"))提供",
            "\(source.en) should tell it; \(others.map(\.en).joined(separator: ", ")) does")
    }

    static let mappings = Text("代码对照", "Variants of codes")
    static let theirs = Text("来源的写法", "As the source writes it")
    static let ours = Text("标准代码", "The standard’s code")
    static let map = Text("添加对照", "Add a variant")
    static let unmap = Text("删除", "Remove")
}
