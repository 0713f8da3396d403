import Catalogue
import Cryptography
import Kernel
import Web

extension Presentations {
    /// What others need to check a licence without asking us: who we are, our keys, what a kind of licence says, and the states.
    var publishedEndpoints: [Endpoint] {
        [
            published("licences.issuer", "/.well-known/jwt-vc-issuer", PublishedText.issuer) { call in
                call.kept(
                    JSON.object([
                        JSON.Member("issuer", .string(origin)), JSON.Member("jwks_uri", .string(origin + "/.well-known/jwks.json")),
                    ]).bytes, type: "application/json", forSeconds: 3600)
            },
            published("licences.keys", "/.well-known/jwks.json", PublishedText.keys) { call in
                call.kept(signer.jwks.bytes, type: "application/jwk-set+json", forSeconds: 300)
            },
            published("licences.kind", "/credentials/{type}", PublishedText.kind) { call in
                call.kept(try kind(try call.parameter("type")).bytes, type: "application/json", forSeconds: 300)
            },
            published("licences.status", "/statuslists/{number}", PublishedText.status) { call in
                guard let number = Int64(try call.parameter("number")), let list = try await statusList(number, at: call.now) else {
                    throw WebProblem.notFound
                }
                return call.kept(Array(list.token.utf8), type: StatusList.mediaType, forSeconds: StatusList.ttlSeconds)
            },
        ]
    }

    private func published(
        _ name: String, _ path: String, _ summary: Text, answer: @escaping @Sendable (Call) async throws -> Answer
    ) -> Endpoint {
        Endpoint(name, .get, path, access: .everyone, summary: summary, face: .file, answer: answer)
    }

    /// Type metadata (SD-JWT VC §6): the name of the licence and of each of its claims.
    private func kind(_ code: String) throws -> JSON {
        let snapshot = licences.catalogue.snapshot
        guard let type = snapshot.licenceTypes[code] else { throw WebProblem.notFound }
        var claims: [JSON] = [
            claim([LicenceClaim.holderName], LicencesText.holder), claim([LicenceClaim.holderNumber], LicencesText.holderNumber),
        ]
        if type.holder == "person" {
            claims += LicenceClaim.ages.map { claim([LicenceClaim.agePath, String($0)], PresentingText.isOver($0)) }
        }
        claims += type.elements.map { claim([$0], snapshot.elements[$0]?.name ?? Text(same: $0)) }
        return [
            "vct": .string(LicenceCredential.kind(code, at: origin)), "name": .string(type.name.zh),
            "display": .array(Language.allCases.map { ["locale": .string($0.rawValue), "name": .string(type.name[$0])] }),
            "claims": .array(claims),
        ]
    }

    private func claim(_ path: [String], _ label: Text) -> JSON {
        [
            "path": .array(path.map(JSON.string)), "sd": "always",
            "display": .array(Language.allCases.map { ["locale": .string($0.rawValue), "label": .string(label[$0])] }),
        ]
    }
}

extension Call {
    /// Bytes that anybody may keep for so long, or 304 for whoever has them. Other sites' pages may read them too.
    fileprivate func kept(_ bytes: [UInt8], type: String, forSeconds seconds: Int64) -> Answer {
        let tag = "\"\(Base64URL.encode(Array(Digest.sha256.hash(bytes).prefix(16))))\""
        let headers: Headers = [
            "etag": tag, "cache-control": "public, max-age=\(seconds)", "access-control-allow-origin": "*",
            "cross-origin-resource-policy": "cross-origin",
        ]
        return unchanged(headers) ?? Answer(status: 200, headers: headers, content: .bytes(bytes, type: type))
    }
}

/// What these are, for the API reference.
enum PublishedText {
    static let issuer = Text("证照签发者的元数据（SD-JWT VC）", "Metadata of the issuer of licences (SD-JWT VC)")
    static let keys = Text("核验证照用的公钥，含已轮换的", "The public keys that verify licences, rotated ones too")
    static let kind = Text("一种证照的类型元数据", "Metadata of one kind of licence")
    static let status = Text("证照状态列表（Token Status List）", "States of licences (Token Status List)")
}
