import Kernel

/// What can be wrong with settings, in words for the operator.
enum SettingsProblem {
    static let environment = Text("环境变量", "the environment")
    static let commandLine = Text("命令行", "the command line")
    static func file(_ path: String) -> Text { Text("文件 \(path)", "the file \(path)") }

    static func unknown(_ name: String, among known: [String], _ place: Text) -> Problem {
        let hint = NearestName.to(name, among: known).map { Text("是否想写 \($0)？", "Did you mean \($0)? ") } ?? Text(same: "")
        return problem(
            "settings.unknown", Text("没有名为 \(name) 的设置", "There is no setting named \(name)"),
            Text(
                "它出现在{place}中。{hint}执行 yiwang settings 可以看到全部设置。", "It stands in {place}. {hint}`yiwang settings` lists them all."
            ).filled(["place": place, "hint": hint]))
    }

    static func wrongValue(_ setting: Setting, _ value: String, _ place: Text) -> Problem {
        let shown = setting.isSecret ? "…" : value
        return problem(
            "settings.value", Text("设置 \(setting.name) 不能是“\(shown)”", "The setting \(setting.name) cannot be “\(shown)”"),
            Text("它出现在{place}中。应为{allowed}。", "It stands in {place}. It must be {allowed}.").filled([
                "place": place, "allowed": setting.allowed,
            ]))
    }

    static func unreadable(_ path: String) -> Problem {
        problem(
            "settings.unreadable", Text("无法读取设置文件", "The settings file cannot be read"),
            Text("{path} 不存在或不可读。请检查路径和权限。", "{path} is not there or cannot be read. Check the path and its permissions.").filled([
                "path": path
            ]))
    }

    static func noJSON(_ path: String, at offset: Int) -> Problem {
        problem(
            "settings.malformed", Text("设置文件不是有效的 JSON 对象", "The settings file is no valid JSON object"),
            Text("{path} 在第 {offset} 个字节处有误。", "The mistake in {path} is at byte {offset}.").filled([
                "path": path, "offset": String(offset),
            ]))
    }

    private static func problem(_ code: String, _ title: Text, _ detail: Text) -> Problem {
        Problem(code, status: 500, title: title, detail: detail)
    }
}
