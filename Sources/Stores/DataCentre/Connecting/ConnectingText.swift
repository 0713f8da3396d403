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

    static func noElement(_ name: String) -> Text {
        Text(
            "“\(name)”不是这个资源的数据元。相关角色的数据元以角色开头，例如 child.name。",
            "“\(name)” is no element of this resource. An element of a related role begins with the role, such as child.name.")
    }

    static func oneByOne(_ role: String, _ elements: [String]) -> Text {
        let names = elements.map { code in role + code.drop { $0 != "." } }
        let (listed, told) = (names.joined(separator: "、"), names.joined(separator: ", "))
        return Text(
            "“\(role)”不能整个取自一列，请逐项写明各取自哪一列：\(listed)。",
            "“\(role)” as a whole is in no column. Write which column has each of these: \(told).")
    }

    static func twice(_ name: String, _ role: String) -> Text {
        Text("“\(name)”和“\(role)”只能写一个。", "Write either “\(name)” or “\(role)”, not both.")
    }

    static func starOfOwn(_ name: String) -> Text {
        Text(
            "“\(name)”的取值位置不能有 *，只有相关角色的数据元可以取自列表。",
            "The place of “\(name)” has no *: only elements of related roles are taken from an array.")
    }

    static func twoStars(_ name: String) -> Text {
        Text("“\(name)”的取值位置只能有一个 *。", "The place of “\(name)” has one * at most.")
    }

    static func anotherList(_ name: String) -> Text {
        Text(
            "“\(name)”取自另一个列表。同一角色的各项要取自同一个列表，* 之前的部分应当相同。",
            "“\(name)” is taken from another array. All that is told of one role comes from the same: write the same before the *.")
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
    static let disagreeing = Text(
        "这一行对同一个对象的说法与前面的行不同。请改成一致后再报送一次。",
        "The line says something else of the same subject than a line before it. Make them agree and deliver it once more.")
    static let spoilt = Text(
        "同一个对象的另一行有误，所以这一行也没有收下。请改好那一行，连同这一行再报送一次。",
        "Another line about the same subject was rejected, so this one was not taken either. Mend that one and deliver both once more.")
    static let tooMany = Text(
        "同一个对象的行太多（最多 \(RelatedObjects.most) 行）。请核对主键是否写对。",
        "There are too many lines about the same subject (\(RelatedObjects.most) at most). Check that the key is the right one.")

    static func noObject(_ role: String) -> Text {
        Text(
            "“\(role)”应当逐项写明。在表格里每项一列，列名写成“\(role).name”这样；在 JSON 里写成一个对象或者一组对象。",
            "Write “\(role)” element by element: in a table a column each, headed “\(role).name”; in JSON an object or a list of them."
        )
    }

    static let doubled = Text("同一个对象已有一行", "There is another row about the same subject")

    static func unknownColumn(_ name: String) -> Text { Text("没有这个数据元：\(name)", "There is no such element: \(name)") }
    static func badValue(_ element: Text, _ mistake: Text) -> Text {
        Text("\(element.zh)：\(mistake.zh)", "\(element.en): \(mistake.en)")
    }
}
