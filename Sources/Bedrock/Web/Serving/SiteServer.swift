import HTTPTypes
package import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// What a request's handler is told by the server: where it came from.
package struct SiteContext: InitializableFromSource {
    let remoteAddress: String

    package init(source: ApplicationRequestContextSource) { remoteAddress = source.channel.remoteAddress?.ipAddress ?? "" }
}

/// The glue between the server's library and `Site.answer`.
package struct SiteResponder: HTTPResponder {
    let site: Site

    package func respond(to request: Request, context: SiteContext) async throws -> Response {
        let body = request.body
        let raw = RawRequest(
            method: request.method.rawValue, target: request.head.path ?? "/", headers: Headers(request.head),
            remoteAddress: context.remoteAddress
        ) { maxBytes in
            var bytes: [UInt8] = []
            for try await piece in body {
                guard bytes.count + piece.readableBytes <= maxBytes else { return nil }
                bytes.append(contentsOf: piece.readableBytesView)
            }
            return bytes
        }
        let answer = await site.answer(raw)
        let head = answer.head
        let hasBody = answer.body.readableBytes > 0
        return Response(
            status: head.status, headers: head.headerFields, body: hasBody ? ResponseBody(byteBuffer: answer.body) : ResponseBody())
    }
}

extension RawAnswer {
    /// The head as the server's library has it.
    var head: HTTPResponse {
        var fields = HTTPFields()
        for field in headers.fields {
            guard let name = HTTPField.Name(field.name) else { continue }
            fields.append(HTTPField(name: name, value: field.value))
        }
        return HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: fields)
    }
}

extension Headers {
    init(_ head: HTTPRequest) {
        var fields = head.headerFields.map { Field($0.name.canonicalName, $0.value) }
        if let authority = head.authority { fields.append(Field("host", authority)) }
        // HTTP/2 may send cookies in several fields; they are one list.
        let cookies = fields.filter { $0.name == "cookie" }
        if cookies.count > 1 {
            fields.removeAll { $0.name == "cookie" }
            fields.append(Field("cookie", cookies.map(\.value).joined(separator: "; ")))
        }
        self.init(fields)
    }
}

extension Site {
    /// The server as a service: it listens while it runs, and ends its requests before it ends.
    package func application(onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) -> Application<SiteResponder> {
        let site = self
        return Application(
            responder: SiteResponder(site: self),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ReadyAnswerInstaller(site: site)],
                    idleTimeout: .seconds(Int64(settings.idleConnectionSeconds)))),
            configuration: ApplicationConfiguration(address: .hostname(settings.host, port: settings.port), serverName: nil, backlog: 1024),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
            logger: logger)
    }
}
