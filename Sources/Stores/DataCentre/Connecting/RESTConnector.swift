package import Catalogue
import Kernel

/// A request to a department's interface, and what came back: what `send` takes and gives.
package struct SourceRequest: Sendable, Hashable {
    /// The whole address; its host is one that the settings name.
    package var address: String
    package var headers: [String: String]
    /// What is posted; nil asks (GET).
    package var body: [UInt8]?

    package init(address: String, headers: [String: String], body: [UInt8]? = nil) {
        self.address = address
        self.headers = headers
        self.body = body
    }
}

package struct SourceResponse: Sendable, Hashable {
    package var status: Int
    package var body: [UInt8]

    package init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// An interface described by its OpenAPI document: one operation whose body, path or query takes the key, and a map from its answer's places
/// (JSON pointers, RFC 6901) to elements. Redirects are not followed: who answers is who was asked.
package struct RESTConnector: Connector {
    package typealias Send = @Sendable (SourceRequest) async throws -> SourceResponse

    let send: Send
    /// `https://data.example.gov.cn/v1/persons/{key}`
    let template: String
    /// The member of the posted object that takes the key; nil where the address does.
    let member: String?
    let headers: [String: String]
    /// Element code → JSON pointer into the answer. `child.name` goes to an element of a related role: `/child/name` where there is one,
    /// `/children/*/name` where the answer has an array of them.
    let pointers: [String: String]
    let asOf: String?

    package init(
        send: @escaping Send, template: String, member: String? = nil, headers: [String: String], pointers: [String: String], asOf: String?
    ) {
        self.send = send
        self.template = template
        self.member = member
        self.headers = headers
        self.pointers = pointers
        self.asOf = asOf
    }

    private static let longestAnswer = 1_000_000

    package func reply(to key: String, of resource: DataResource) async throws -> SourceReply {
        let response = try await send(request(key))
        switch response.status {
        case 200: break
        case 204, 404: return .nothing
        default: throw SourceFault.unreachable
        }
        guard response.body.count <= RESTConnector.longestAnswer, let body = try? JSON(parsing: response.body) else {
            throw SourceFault.malformed
        }
        let members = try told(in: body, of: resource)
        guard let asOf else { return .record(.object(members), asOf: nil) }
        guard let day = body.value(at: asOf)?.string.flatMap({ LocalDate(String($0.prefix(10))) }) else { throw SourceFault.malformed }
        return .record(.object(members), asOf: day)
    }

    private func told(in body: JSON, of resource: DataResource) throws(SourceFault) -> [JSON.Member] {
        var members: [JSON.Member] = []
        var related: [String: RelatedPlaces] = [:]
        for (name, pointer) in pointers.sorted(by: { $0.key < $1.key }) {
            switch resource.meaning(of: name) {
            case .whole(let element):
                if let value = body.value(at: pointer) { members.append(JSON.Member(element, value)) }
            case .related(let role, let element): related[role, default: RelatedPlaces()].add(element, at: pointer)
            }
        }
        for (role, places) in related.sorted(by: { $0.key < $1.key }) {
            if let told = try places.told(in: body) { members.append(JSON.Member(role, told)) }
        }
        return members
    }

    private func request(_ key: String) -> SourceRequest {
        guard let member else {
            return SourceRequest(address: template.replacing("{key}", with: RESTConnector.encoded(key)), headers: headers)
        }
        let body: JSON = .object([JSON.Member(member, .string(key))])
        return SourceRequest(address: template, headers: headers.merging(["content-type": "application/json"]) { $1 }, body: body.bytes)
    }

    /// Everything but what RFC 3986 leaves unreserved: a key stays one part of the path.
    private static func encoded(_ key: String) -> String {
        key.utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
            if isPlain { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return byte < 16 ? "%0\(digits)" : "%\(digits)"
        }.joined()
    }
}
