import Kernel

/// The sentences of the boxes that narrow a list.
enum FilterText {
    static let words = Text("名称或代码", "Name or code")
    static let grantsHelp = Text("资源或事项的名称、代码。", "Of a resource or a service.")
    static let sourcesHelp = Text("资源的名称、代码。", "Of a resource.")
    static let show = Text("筛选", "Show")
    static let clear = Text("清除条件", "Show all")
    static let noneFound = Text("没有符合条件的", "None like that")
    static let noneFoundHint = Text("可以换一个部门或资源，或者少写几个字。", "Choose another department or resource, or fewer words.")
}
