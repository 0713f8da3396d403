import Kernel

/// What may be wrong inside a key file; each ends the sentence of `Problem.keyFileMalformed`.
enum KeyFileFlaw {
    static let noFile = Text("这不是一个普通文件", "it is no regular file")
    static let tooLong = Text("文件超过 1 MiB", "it is longer than 1 MiB")
    static let noJSON = Text("内容不是有效的 JSON", "it is not valid JSON")
    static let noSuite = Text("“suite”应为 international 或 national", "“suite” must be international or national")
    static let noKeys = Text("“keys”中没有密钥", "there is no key in “keys”")
    static let badKey = Text("密钥 {key} 不完整，或其算法与内容不符", "key {key} is incomplete, or its algorithm and material do not fit")
    static let doubled = Text("密钥编号 {key} 重复", "the key id {key} is there twice")
    static let manyCurrent = Text("用途 {use} 有不止一个当前密钥", "there is more than one current key for {use}")
}

extension Problem {
    static func suiteUnavailable(_ suite: Suite, missing: String) -> Problem {
        keyProblem(
            "keys.suite-unavailable",
            Text("本机的 OpenSSL 不支持所选算法套件", "This machine's OpenSSL lacks the chosen algorithms"),
            Text(
                "算法套件 {suite} 需要 {missing}。请安装提供该算法的 OpenSSL 3，或改用另一套件。",
                "The suite {suite} needs {missing}. Please install an OpenSSL 3 that offers it, or choose the other suite."),
            ["suite": suite.rawValue, "missing": missing])
    }

    static func keyFileMissing(_ path: String) -> Problem {
        keyProblem(
            "keys.missing",
            Text("找不到密钥文件", "The key file is missing"),
            Text(
                "{path} 不存在。请从备份恢复密钥文件，或在设置中写明正确的路径。只有数据库为空时才可以生成新文件：用遗失的密钥加密的内容无法再打开。",
                "There is no file at {path}. Please restore it from your backup, or set the right path. Make a new one only for an empty "
                    + "database: nothing sealed with the lost keys can be opened again."),
            ["path": path])
    }

    static func keyFileUnreadable(_ path: String, reason: String) -> Problem {
        keyProblem(
            "keys.unreadable",
            Text("无法读取密钥文件", "The key file cannot be read"),
            Text(
                "无法读取 {path}（{reason}）。请让运行本程序的用户成为该文件的所有者。",
                "{path} cannot be read ({reason}). Please make the user that runs this program the owner of the file."),
            ["path": path, "reason": reason])
    }

    static func keyFileExposed(_ path: String, mode: String) -> Problem {
        keyProblem(
            "keys.exposed",
            Text("密钥文件可被他人读取", "Others can read the key file"),
            Text(
                "{path} 的权限为 {mode}。请执行 chmod 600 {path}；如果他人可能已经读过，还请更换密钥。",
                "The mode of {path} is {mode}. Please run chmod 600 {path}, and rotate the keys if somebody may have read them."),
            ["path": path, "mode": mode])
    }

    static func keyFileMalformed(_ path: String, _ flaw: Text) -> Problem {
        let values = ["path": Text(same: path), "flaw": flaw]
        return Problem(
            "keys.malformed", status: 500,
            title: Text("密钥文件有误", "The key file is damaged"),
            detail: Text(
                "无法使用 {path}：{flaw}。请从备份恢复该文件。",
                "{path} cannot be used: {flaw}. Please restore it from your backup."
            ).filled(values))
    }

    static func keyFileWithoutCurrent(_ path: String, _ use: Keyring.Use) -> Problem {
        keyProblem(
            "keys.no-current",
            Text("密钥文件缺少当前密钥", "The key file has no current key"),
            Text(
                "{path} 中用途 {use} 没有状态为 current 的密钥。请从备份恢复该文件，或将最新的一个密钥的状态改为 current。",
                "{path} has no key for {use} whose state is current. Please restore it from your backup, or set the state of the newest "
                    + "such key to current."),
            ["path": path, "use": use.rawValue])
    }

    static func keyFileExists(_ path: String) -> Problem {
        keyProblem(
            "keys.exists",
            Text("密钥文件已经存在", "There is a key file already"),
            Text(
                "{path} 已经存在，不会被覆盖。要更换密钥，请执行 yiwang keys rotate。",
                "{path} is there already and will not be overwritten. To change keys, run yiwang keys rotate."),
            ["path": path])
    }

    static func keyFileUnwritable(_ path: String, reason: String) -> Problem {
        keyProblem(
            "keys.unwritable",
            Text("无法写入密钥文件", "The key file cannot be written"),
            Text(
                "无法写入 {path}（{reason}）。请检查该目录是否存在、是否可写、磁盘是否有空间。",
                "{path} cannot be written ({reason}). Please check that its folder exists, is writable, and has space left."),
            ["path": path, "reason": reason])
    }

    private static func keyProblem(_ code: String, _ title: Text, _ detail: Text, _ values: [String: String]) -> Problem {
        Problem(code, status: 500, title: title, detail: detail.filled(values))
    }
}
