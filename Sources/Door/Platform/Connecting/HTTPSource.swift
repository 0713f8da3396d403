import Cryptography
import DataCentre
import NIOCore
import NIOHTTP1
import NIOPosix

/// Requests to departments' interfaces and systems, one connection each, in clear or under TLS as the address says. Who answers is who was
/// asked: a certificate has to bear the host's name, redirects are not followed, nothing is kept.
struct HTTPSource: Sendable {
    private static let longestAnswer = 1_000_000
    /// The authorities that the system believes, read when first needed.
    private static let system = Result { try TLSTrust() }

    /// nil: the system's.
    private let trust: TLSTrust?

    /// - Parameter authorities: a file of certificates (PEM) that alone are believed; nil or empty for the system's.
    init(authorities: String? = nil) throws {
        guard let authorities, !authorities.isEmpty else {
            trust = nil
            return
        }
        do { trust = try TLSTrust(authorities: authorities) } catch { throw PlatformProblem.fileUnreadable(authorities) }
    }

    @Sendable func send(_ request: SourceRequest) async throws -> SourceResponse {
        do { return try await sent(request) } catch is TLSFault { throw SourceFault.untrusted }
    }

    private func sent(_ request: SourceRequest) async throws -> SourceResponse {
        let place = try Place(request.address)
        let trust = place.isSecure ? try self.trust ?? HTTPSource.system.get() : nil
        let answered = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: SourceResponse.self)
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(10))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if let trust {
                            let client = try TLSClient(to: place.host, trusting: trust)
                            try channel.pipeline.syncOperations.addHandler(TLSHandler(client))
                        }
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        try channel.pipeline.syncOperations.addHandler(
                            NIOHTTPClientResponseAggregator(maxContentLength: HTTPSource.longestAnswer))
                        try channel.pipeline.syncOperations.addHandler(AnswerHandler(answered))
                    }
                }
                .connect(host: place.host, port: place.port).get()
        } catch {
            answered.fail(error)
            throw error
        }
        var head = HTTPRequestHead(version: .http1_1, method: request.body == nil ? .GET : .POST, uri: place.path)
        head.headers.add(name: "host", value: place.authority)
        head.headers.add(name: "accept", value: "application/json")
        head.headers.add(name: "connection", value: "close")
        for (name, value) in request.headers.sorted(by: { $0.key < $1.key }) { head.headers.replaceOrAdd(name: name, value: value) }
        if let body = request.body { head.headers.replaceOrAdd(name: "content-length", value: String(body.count)) }
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        if let body = request.body {
            channel.write(HTTPClientRequestPart.body(.byteBuffer(channel.allocator.buffer(bytes: body))), promise: nil)
        }
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
        // Whoever no longer waits closes the connection.
        return try await withTaskCancellationHandler {
            try await answered.futureResult.get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    /// An address in its parts.
    private struct Place: Sendable {
        let isSecure: Bool
        let host: String
        let port: Int
        let authority: String
        let path: String

        init(_ address: String) throws {
            guard let authority = OpenAPIReading.host(of: address), let start = address.firstRange(of: "://") else {
                throw SourceFault.unreachable
            }
            let rest = address[start.upperBound...].drop { $0 != "/" }
            let parts = authority.split(separator: ":", maxSplits: 1)
            self.authority = authority
            isSecure = address.hasPrefix("https:")
            host = String(parts[0])
            let usual = isSecure ? 443 : 80
            port = parts.count == 2 ? Int(parts[1]) ?? usual : usual
            path = rest.isEmpty ? "/" : String(rest)
        }
    }
}

/// Takes the whole answer; a connection that ends before it has come is a failure.
private final class AnswerHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = NIOHTTPClientResponseFull

    private let answered: EventLoopPromise<SourceResponse>

    init(_ answered: EventLoopPromise<SourceResponse>) { self.answered = answered }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let response = unwrapInboundIn(data)
        let body = response.body.map { Array($0.readableBytesView) } ?? []
        answered.succeed(SourceResponse(status: Int(response.head.status.code), body: body))
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answered.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        answered.fail(SourceFault.unreachable)
        context.fireChannelInactive()
    }
}
