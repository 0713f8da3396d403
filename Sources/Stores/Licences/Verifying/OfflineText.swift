import Kernel

/// How to verify without us, in words.
enum OfflineText {
    static let title = Text("离线核验证照文件", "Verify a credential file offline")
    static let lede = Text(
        "文件按公开标准签名。先保存下面的公钥和状态列表，之后不联网也能核验。",
        "The file is signed by open standards. Keep the keys and the status list below, and you can verify without a connection.")
    static let keys = Text("公钥", "Public keys")
    static let keysHint = Text("更换密钥后，旧的公钥仍在这里，旧文件仍可核验。", "After a change of keys the old ones stay here, and old files still verify.")
    static let current = Text("现用", "current")
    static let old = Text("旧", "old")
    static let steps = Text("步骤", "Steps")
    static let list: [Text] = [
        Text(
            "用 ~ 把文件分开：第一段是签发者的 JWT，中间各段是公开的内容，最后一段是持证人的签名。",
            "Split the file at each ~: first the issuer’s JWT, then what is disclosed, last the holder’s own signature."),
        Text(
            "用 JWT 头部 kid 对应的公钥核对第一段的 ES256 签名；typ 应为 dc+sd-jwt，iss 应为 {origin}。",
            "Check the first part’s ES256 signature with the key of its kid; typ must be dc+sd-jwt and iss {origin}."),
        Text(
            "每段内容的 SHA-256 摘要应出现在 _sd 中。摘要对不上的，说明被改动过。",
            "The SHA-256 digest of each disclosed part must stand in an _sd. One that does not was altered."),
        Text(
            "用 cnf.jwk 中的公钥核对最后一段；sd_hash 应与前面的内容一致，aud 应是您。",
            "Check the last part with the key in cnf.jwk; sd_hash must fit what stands before it, and aud must be you."),
        Text("现在应在 nbf 与 exp 之间。", "Now must lie between nbf and exp."),
        Text(
            "按 status.status_list 的 uri 取状态列表，解压 lst，第 idx 个两位值应为 0（1 为失效，2 为冻结）。列表可以保存，几分钟内的较可靠。",
            "Fetch the list at status.status_list.uri, inflate lst; its two-bit value number idx must be 0 (1 is void, 2 frozen). "
                + "You may keep the list; minutes old is better than days."),
    ]
    static let example = Text("例如用 Python（sd-jwt、jwcrypto）", "For example in Python (sd-jwt, jwcrypto)")
    static let standards = Text(
        "标准：RFC 9901（SD-JWT）、SD-JWT VC、Token Status List。", "Standards: RFC 9901 (SD-JWT), SD-JWT VC, Token Status List.")
}
