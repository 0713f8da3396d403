import Foundation
import Kernel
import TestSupport
import Testing
import Web

@testable import Exchange

extension ExchangeCity {
    /// A request as it arrives at the door, signed.
    func call(
        _ name: String, path: String, _ parameters: [String: String], body: [UInt8] = [], signing: [UInt8], id: String = "e1",
        secret: [UInt8] = Array("the secret of the tests".utf8), address: String = "10.0.0.1"
    ) async throws -> Answer {
        let endpoint = try #require(exchange.endpoints.first { $0.name == name })
        var submitted = Submitted(json: try? JSON(parsing: body))
        submitted.bytes = body
        let headers = MessageSignature.headers(id: id, at: clock.now, body: signing, secrets: [secret])
        return try await endpoint.answer(
            Call(
                method: endpoint.method, path: path, face: endpoint.face, parameters: parameters,
                headers: Headers(headers.map { Headers.Field($0.key, $0.value) }), submitted: submitted, visitor: .anonymous(.zh),
                requestID: "r", now: clock.now, remoteAddress: address, surroundings: clock.surroundings))
    }
}
