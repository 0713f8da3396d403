import Kernel

/// What can be wrong with what a command was given, beyond its grammar.
enum CommandProblem {
    static let noPassword = problem(
        "command.password", Text("没有收到密码", "No password was given"),
        Text("请在提示后输入，或由标准输入的第一行给出。", "Type it at the prompt, or send it as the first line of standard input."))

    static func noCase(_ text: String) -> Problem {
        problem(
            "command.case", Text("“\(text)”不是办件的内部编号", "“\(text)” is no case's id"),
            Text("内部编号有 26 个字符，在办件页面的地址中。", "An id has 26 letters and stands in the address of the case's page."))
    }

    static func badDate(_ text: String) -> Problem {
        problem(
            "command.date", Text("“\(text)”不是日期", "“\(text)” is no date"), Text("请写成 2026-11-23。", "Write it as 2026-11-23."))
    }

    static func badDistrict(_ text: String) -> Problem {
        problem(
            "command.district", Text("没有名为“\(text)”的区", "There is no district “\(text)”"),
            Text("请给出区的名称或六位代码，如 徐汇 或 310104。", "Give a district's name or its six digits, such as 310104."))
    }

    static func badAnswers(_ path: String) -> Problem {
        problem(
            "command.answers", Text("无法读取答案文件", "The file of answers cannot be read"),
            Text(
                "{path} 应为一个 JSON 对象，如 {\"answers\": {…}, \"given\": {…}}。",
                "{path} must be a JSON object such as {\"answers\": {…}, \"given\": {…}}."
            )
            .filled(["path": path]))
    }

    static func noPerson(_ id: String) -> Problem {
        problem(
            "command.subject", Text("没有找到办理人", "There is no such person or enterprise"),
            Text(
                "请给出身份证号码、统一社会信用代码或内部编号，并检查数据库地址：{id}",
                "Give an identity number, a credit code or an id, and check the database's address: {id}"
            )
            .filled(["id": id]))
    }

    static func noDeadLetter(_ id: String) -> Problem {
        problem(
            "command.dead-letter", Text("死信列表中没有这一条", "This is not on the list of dead letters"),
            Text("执行 yiwang outbox dead-letters 查看列表：{id}", "`yiwang outbox dead-letters` shows the list: {id}").filled(["id": id]))
    }

    static let noRegions = problem(
        "command.regions", Text("缺少行政区划", "The divisions of the city are missing"),
        Text(
            "演示城市需要 data/regions.csv；请用 --home 指明存放 data 的文件夹。",
            "The demo city needs data/regions.csv; name the folder with data by --home."))

    private static func problem(_ code: String, _ title: Text, _ detail: Text) -> Problem {
        Problem(code, status: 500, title: title, detail: detail)
    }
}
