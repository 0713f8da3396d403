import Kernel

/// The sentences about counts and alarms.
enum CountingText {
    static let title = Text("数据调用统计", "Use of data")
    static let lede = Text("最近三十天，每次查询都算在内。", "The last thirty days, every question counted.")
    static let byDepartment = Text("按使用部门", "By the department that asked")
    static let byResource = Text("按数据资源", "By resource")
    static let department = Text("使用部门", "Department")
    static let nobody = Text("不涉及部门间共享", "No sharing between departments")
    static let nothing = Text("还没有调用", "Nothing yet")
    static let calls = Text("调用", "Asked")
    static let found = Text("查到", "Found")
    static let none = Text("没有记录", "No record")
    static let failed = Text("未能回答", "Not answered")
    static let asTable = Text("下载表格（CSV）", "Download as a table (CSV)")
    static let milliseconds = Text("平均毫秒", "Mean ms")
    static let alarms = Text("异常查看", "Alarms")
    static let alarmsLede = Text(
        "工作人员或部门系统一小时内查看过多，或者有人在非工作时间查看，会记在这里，并告诉双方的数据管理员；核实后写明结论。",
        "An officer or a system that looks at too much within an hour, or an officer at an odd hour, stands here; the data stewards of both departments are told. Find out why and write down what you found."
    )
    static func alarmed(_ kind: ReadingAlarm.Kind) -> Text {
        Text("有异常的数据查看：\(kind.name.zh)", "Data are read in an odd way: \(kind.name.en)")
    }
    static func alarmedBody(_ name: String, _ alarm: ReadingAlarm) -> Text {
        let (day, minutes) = (alarm.begins.date, alarm.begins.secondOfDay / 60)
        let clock = "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
        return Text(
            "“\(name)”在 \(day.description) \(clock) 起的一小时内查看了 \(alarm.looks) 次。请核实缘由，并告诉监督人员。",
            "“\(name)” looked \(alarm.looks) times within the hour from \(clock) on \(day.description). Find out why, and tell your supervisor."
        )
    }
    static let open = Text("待核实", "To be looked into")
    static let closed = Text("已核实", "Looked into")
    static let noAlarms = Text("没有异常", "No alarms")
    static let reader = Text("查看人", "Who looked")
    static let when = Text("这一小时", "Hour from")
    static let looks = Text("查看次数", "Looks")
    static let finding = Text("核实结论", "What was found")
    static let findingHelp = Text("例如：批量核查，经部门负责人同意。", "For example: a batch check that the head of department had ordered.")
    static let close = Text("记下结论", "Write it down")
}
