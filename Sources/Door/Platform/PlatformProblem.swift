package import Kernel

/// What can go wrong while the platform is put together, in words for the operator.
package enum PlatformProblem {
    static func homeMissing(_ names: [String], lookedIn folders: [String]) -> Problem {
        problem(
            "home.missing", Text("找不到程序所需的文件夹", "The folders that the program needs are missing"),
            Text(
                "缺少 {names}。已在这些位置查找：{folders}。请在解压的完整文件夹中运行，或用 --home 指明其位置。",
                "{names} cannot be found. I looked in {folders}. Run the program from its whole unpacked folder, or name that folder with --home."
            ).filled([
                "names": Text(names.joined(separator: "、"), names.joined(separator: ", ")),
                "folders": Text(folders.joined(separator: "、"), folders.joined(separator: ", ")),
            ]))
    }

    package static func fileUnreadable(_ path: String) -> Problem {
        problem(
            "file.unreadable", Text("无法读取文件", "The file cannot be read"),
            Text("{path} 不存在或不可读。请检查路径和权限。", "{path} is not there or cannot be read. Check the path and its permissions.").filled([
                "path": path
            ]))
    }

    static func fileNoJSON(_ path: String) -> Problem {
        problem(
            "file.malformed", Text("文件不是有效的 JSON", "The file is no valid JSON"),
            Text("请检查 {path} 的内容。", "Check what is in {path}.").filled(["path": path]))
    }

    static func sources(_ path: String, _ faults: [Problem.Fault]) -> Problem {
        let lines = faults.map { Text("\($0.field)：\($0.message.zh)", "\($0.field): \($0.message.en)") }
        return problem(
            "datacentre.sources", Text("数据来源的设置有误", "The settings of the data sources have mistakes"),
            Text("请改正 {path}：\n{lines}", "Mend these in {path}:\n{lines}").filled([
                "path": Text(same: path),
                "lines": Text(lines.map(\.zh).joined(separator: "\n"), lines.map(\.en).joined(separator: "\n")),
            ]))
    }

    static let databaseURL = problem(
        "database.url", Text("数据库地址无法识别", "The database's address cannot be read"),
        Text(
            "请写成 sqlite:文件路径（如 sqlite:var/yiwang.sqlite），或 postgres://用户:密码@主机/库名。",
            "Write sqlite:PATH (for example sqlite:var/yiwang.sqlite) or postgres://user:password@host/name."))

    static func databaseMissing(_ address: String) -> Problem {
        problem(
            "database.missing", Text("没有这个数据库", "There is no such database"),
            Text(
                "{at} 不存在。请检查 --database 和当前文件夹；新的安装由 yiwang serve 建立数据库。",
                "{at} does not exist. Check --database and the current folder; on a new installation `yiwang serve` makes it."
            ).filled(["at": address]))
    }

    static func databaseFolder(_ path: String) -> Problem {
        problem(
            "database.folder", Text("无法建立数据库所在的文件夹", "The database's folder cannot be made"),
            Text("无法建立 {path}。请检查上级文件夹是否可写。", "{path} cannot be made. Check that the folder above it is writable.").filled(["path": path]))
    }

    static func databaseUnavailable(_ reason: String) -> Problem {
        problem(
            "database.unavailable", Text("无法打开数据库", "The database cannot be opened"),
            Text(
                "原因：{reason}。请检查地址、权限、磁盘空间，以及数据库是否在运行。",
                "The reason: {reason}. Check its address, its permissions, the disk's space, and that its server runs."
            ).filled(["reason": reason]))
    }

    static func portTaken(_ host: String, _ port: Int) -> Problem {
        problem(
            "web.port", Text("端口 \(port) 已被占用", "The port \(port) is taken"),
            Text(
                "{host} 上已有别的程序在使用这个端口。请先停止它，或用 --port 换一个端口。",
                "Another program listens on it at {host}. Stop that one, or choose another with --port."
            ).filled(["host": host]))
    }

    static func migration(_ reason: String) -> Problem {
        problem(
            "database.version", Text("数据库与程序版本不符", "The database and the program do not fit together"),
            Text("数据库没有改动。详情：{reason}", "Nothing was changed. In detail: {reason}").filled(["reason": reason]))
    }

    package static func catalogueInvalid(_ lines: [String], folder: String) -> Problem {
        problem(
            "catalogue.invalid", Text("目录有误，没有导入", "The catalogue has mistakes and was not imported"),
            Text(
                "请改正 {folder} 中的以下问题（yiwang catalogue lint 会列出全部）：\n{lines}",
                "Mend these in {folder} (`yiwang catalogue lint` lists them all):\n{lines}"
            ).filled(["folder": folder, "lines": lines.joined(separator: "\n")]))
    }

    static func keysNotMade(_ path: String) -> Problem {
        problem(
            "keys.none", Text("还没有密钥", "There are no keys yet"),
            Text(
                "{path} 不存在，数据库也还没有用过任何密钥。首次安装请执行 yiwang keys create；如果这是已有的数据库，请检查数据库地址。",
                "There is no file at {path}, and the database has not been used with any keys. On a new installation run `yiwang keys create`; if there "
                    + "should be data already, check the database's address."
            ).filled(["path": path]))
    }

    static func noCredentialKey(_ path: String) -> Problem {
        problem(
            "keys.no-credential-key", Text("密钥文件缺少签发电子凭证的密钥", "The key file has no key for credentials"),
            Text(
                "{path} 是旧版本生成的。请执行 yiwang keys rotate --use credential，再启动。",
                "{path} was made by an earlier version. Run `yiwang keys rotate --use credential`, then start again."
            ).filled(["path": path]))
    }

    static let keysWithoutData = problem(
        "keys.other", Text("这个密钥文件打不开这个数据库", "These keys do not open this database"),
        Text(
            "数据库中的内容是用另一个密钥加密的。请从备份恢复与这个数据库一起使用的密钥文件。",
            "What is in the database was sealed with other keys. Restore the key file that belongs to this database from your backup."))

    static func otherSuite(_ path: String) -> Problem {
        problem(
            "keys.suite", Text("已有的安装不能改换算法套件", "The suite of an installation cannot be changed"),
            Text(
                "设置要求 national，而 {path} 是用 international 套件建立的。办件历史以建立时的摘要算法相连，更换密钥不会改换套件：国密套件要在建立新的安装时选定。",
                "The settings ask for national, but {path} was made in the suite international. Histories are chained with the digest they began with, "
                    + "and a rotation keeps the suite: the national one is chosen when an installation is made."
            ).filled(["path": path]))
    }

    static func serversWithOldKeys(_ count: Int) -> Problem {
        problem(
            "keys.servers",
            Text(
                "有 \(count) 个服务器还在使用旧密钥",
                count == 1 ? "A server still runs with the old keys" : "\(count) servers still run with the old keys"),
            Text(
                "请把密钥文件复制到每个节点并重新启动，然后执行 yiwang keys reseal。刚被强行终止的服务器，一分钟后不再计入。",
                "Copy the key file to every node and restart it, then run `yiwang keys reseal`. A server that was killed no longer counts after a minute."
            ))
    }

    package static func unknownThing(_ code: String, near: [String]) -> Problem {
        let hint =
            NearestName.to(code, among: near).map { Text("是否想写 \($0)？", "Did you mean \($0)?") }
            ?? Text("执行 yiwang catalogue show 可以看到全部。", "`yiwang catalogue show` lists them all.")
        return problem("catalogue.unknown", Text("目录中没有 \(code)", "The catalogue has no \(code)"), hint)
    }

    static func laterVersion(_ number: Int, from day: LocalDate) -> Problem {
        problem(
            "catalogue.later-version", Text("第 \(number) 版已定于 \(day) 施行", "Version \(number) is to take effect on \(day)"),
            Text(
                "那一天它会取代现在导入的内容。请用 --effective-on \(day) 或更晚的日期导入。",
                "On that day it would take the place of what you import now. Import it with --effective-on \(day) or a later day."))
    }

    package static func unknownRole(_ name: String, known: [String]) -> Problem {
        let hint = NearestName.to(name, among: known).map { Text("是否想写 \($0)？", "Did you mean \($0)? ") } ?? Text(same: "")
        return problem(
            "account.role", Text("没有名为 \(name) 的岗位", "There is no role named \(name)"),
            Text("{hint}可用的岗位：{roles}。", "{hint}The roles are: {roles}.").filled([
                "hint": hint, "roles": Text(known.joined(separator: "、"), known.joined(separator: ", ")),
            ]))
    }

    static func numberTaken(_ number: String) -> Problem {
        problem(
            "account.number", Text("工号 \(number) 已经有人用了", "The badge number \(number) is taken"),
            Text("请用 --number 给出另一个工号。", "Give another one with --number."))
    }

    package static func unknownRegion(_ code: String) -> Problem {
        problem(
            "account.region", Text("{code} 不是行政区划代码", "{code} is no division's code").filled(["code": code]),
            Text(
                "请用六到十二位代码，如 310000（全市）或 310101（黄浦区）。",
                "Use a code of six to twelve digits, such as 310000 (the whole city) or 310101 (Huangpu)."))
    }

    private static func problem(_ code: String, _ title: Text, _ detail: Text) -> Problem {
        Problem(code, status: 500, title: title, detail: detail)
    }
}
