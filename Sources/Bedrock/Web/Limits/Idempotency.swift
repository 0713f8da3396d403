import Cryptography
package import Kernel
package import Store

/// Makes a repeated act harmless: a double click, a retried request, a back button. The key belongs to actor and act, and is claimed in
/// the act's own transaction, so that either both are kept or neither.
package enum Idempotency {
    package enum Claim: Sendable, Hashable {
        /// The first time: go on and create it, in the same transaction.
        case new
        /// It was done before; this is what it created.
        case done(createdID: String)
    }

    /// The same key with other content: 422, as the IETF draft on `Idempotency-Key` has it.
    package static let conflict = Problem(
        "web.idempotency", status: 422, title: Text("这个编号已用于另一次提交", "This key was used for something else"),
        detail: Text(
            "同一个 Idempotency-Key 只能对应同样的内容。请刷新页面或换一个新的编号再提交。",
            "One Idempotency-Key stands for one content. Reload the page, or send a new key."))

    /// Claims `key` for this content and for what is about to be created under `createdID`. A rival with the same key waits on PostgreSQL
    /// until this transaction ends, then finds it done.
    package static func claim(
        key: String, actor: String, act: String, contentHash: String, creating createdID: String, now: Instant,
        in connection: any Connection
    ) throws -> Claim {
        let claimed = try connection.run(
            """
            INSERT INTO web_idempotency (actor, act, key_hash, content_hash, created_id, claimed_at)
            VALUES (\(actor), \(act), \(hash(of: key)), \(contentHash), \(createdID), \(now)) ON CONFLICT (actor, act, key_hash) DO NOTHING
            """)
        if claimed == 1 { return .new }
        return try created(by: key, actor: actor, act: act, contentHash: contentHash, in: connection).map { .done(createdID: $0) } ?? .new
    }

    /// What the key has created before; nil for one that was not used. Throws `conflict` where it was used for other content.
    package static func created(
        by key: String, actor: String, act: String, contentHash: String, in connection: any Connection
    ) throws -> String? {
        let row = try connection.row(
            """
            SELECT content_hash, created_id FROM web_idempotency
            WHERE actor = \(actor) AND act = \(act) AND key_hash = \(hash(of: key))
            """)
        guard let row else { return nil }
        guard try row.text("content_hash") == contentHash else { throw conflict }
        return try row.textOrNil("created_id")
    }

    private static func hash(of key: String) -> String { Hex.encode(Digest.sha256.hash(text: key)) }

    /// The hash of what was sent, without what differs between two sendings of the same (`_csrf`, `_key`).
    package static func contentHash(of submitted: Submitted) -> String {
        let fields = submitted.values.filter { !$0.key.hasPrefix("_") }.map { JSON.Member($0.key, .array($0.value.map(JSON.string))) }
        let files = submitted.files.map { file in
            JSON.array([.string(file.field), .string(file.name), .string(Hex.encode(Digest.sha256.hash(file.bytes)))])
        }
        let json: JSON = ["fields": .object(fields), "files": .array(files), "json": submitted.json ?? .null]
        return Hex.encode(Digest.sha256.hash(json.canonical.bytes))
    }
}
