import Kernel

/// What can be wrong with the settings of sources, and with a file that was dropped.
enum ConnectingText {
    static let badTime = Text("时限应为 1 到 60000 毫秒。", "The time limit is 1 to 60,000 milliseconds.")
    static let noFolder = Text("以文件报送的资源需要写明 folder。", "A resource that comes as files needs the setting folder.")

    static func badSource(_ kind: String) -> Text {
        switch kind {
        case "sql":
            Text(
                "需要 database、table、key、columns，表名和列名只能用字母、数字和下划线。",
                "It needs database, table, key and columns; names of tables and columns are letters, digits and underscores.")
        case "rest":
            Text(
                "需要 openapi、path、fields；地址以 https:// 或 http:// 开头（经过网关的用 gateway 指明），主机要列在 hosts 中；POST 的 JSON 正文只有一项必填文字，或者 GET 的路径或查询只有一个参数；取值位置用 JSON 指针。",
                "It needs openapi, path and fields; the address begins with https:// or http:// (gateway names a gateway on the way), its host stands in hosts, the JSON that is posted has one required text, or what is got has one parameter in path or query, and places are JSON pointers."
            )
        default: Text("kind 应为 sql、rest 或 file。", "kind is sql, rest or file.")
        }
    }

    static let noText = Text(
        "文件打不开，或者既不是 UTF-8 也不是 GB18030 编码。请在表格软件中另存为“CSV UTF-8”再试一次。",
        "It cannot be opened, or is neither UTF-8 nor GB 18030. Save it as “CSV UTF-8” in the spreadsheet and try again.")
    static let unknownName = Text(
        "文件名认不出。请写成“资源代码.csv”或“资源代码.whole.csv”，资源要设为以文件报送。",
        "No resource comes as a file of this name. Name it “resource.csv” or “resource.whole.csv”, for a resource that is set to come as files."
    )
    static let noHeader = Text("文件没有表头", "The file has no header")
    static let doubledColumn = Text("表头里同一列有两个", "The header names a column twice")
    static let noKey = Text("没有写明是谁的记录", "It does not say whose record it is")
    static let unreadableLine = Text("这一行读不了", "The line cannot be read")
    static let wrongColumns = Text("列数与表头不同", "The number of columns is not that of the header")
    static let doubled = Text("同一个对象已有一行", "There is another row about the same subject")

    static func unknownColumn(_ name: String) -> Text { Text("没有这个数据元：\(name)", "There is no such element: \(name)") }
    static func badValue(_ element: Text, _ mistake: Text) -> Text {
        Text("\(element.zh)：\(mistake.zh)", "\(element.en): \(mistake.en)")
    }
}
