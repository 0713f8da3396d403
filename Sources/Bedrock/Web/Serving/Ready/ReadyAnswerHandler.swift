import Kernel
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Sends what is ready from the event loop itself, as the bytes it is, before a request is translated and a task woken for it: those cost
/// more than the answer does.
///
/// Order is kept: while a request before it is still with the tasks, a request goes the long way too, where the same answer is found.
final class ReadyAnswerHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let site: Site
    /// Where bytes are written, below what turns answers into bytes.
    private let encoder: ChannelHandlerContext
    /// Requests that went the long way and have not been answered.
    private var waiting = 0
    /// The rest of the request that was answered here is nobody's.
    private var isSwallowing = false
    /// The server closes a connection on which it has seen nothing for a while, so it sees a request from time to time.
    private var lastSeenByServer = NIODeadline.uptimeNanoseconds(0)
    private let longestUnseen: TimeAmount

    init(site: Site, encoder: ChannelHandlerContext) {
        self.site = site
        self.encoder = encoder
        longestUnseen = .seconds(Int64(site.settings.idleConnectionSeconds / 3))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if waiting == 0, let answer = answer(head) {
                isSwallowing = true
                send(answer, isHead: head.method == .HEAD)
            } else {
                waiting += 1
                context.fireChannelRead(data)
            }
        case .body: if !isSwallowing { context.fireChannelRead(data) }
        case .end:
            if !isSwallowing { context.fireChannelRead(data) }
            isSwallowing = false
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        encoder.flush()
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { waiting -= 1 }
        context.write(data, promise: promise)
    }

    /// What is ready for a plain request of HTTP/1.1 without a body. How a connection is closed is the server's business.
    private func answer(_ head: HTTPRequestHead) -> ReadyAnswer? {
        guard head.method == .GET || head.method == .HEAD, head.version == .http1_1 else { return nil }
        let now = NIODeadline.now()
        guard now - lastSeenByServer < longestUnseen else {
            lastSeenByServer = now
            return nil
        }
        var wanted = Wanted()
        for (name, value) in head.headers where !wanted.take(name, value) { return nil }
        return site.ready(
            method: head.method.rawValue, target: head.uri, cookie: wanted.cookie, acceptLanguage: wanted.acceptLanguage,
            acceptEncoding: wanted.acceptEncoding, ifNoneMatch: wanted.ifNoneMatch)
    }

    private func send(_ answer: ReadyAnswer, isHead: Bool) {
        encoder.write(NIOAny(answer.head(at: .now())), promise: nil)
        if !isHead, answer.raw.body.readableBytes > 0 { encoder.write(NIOAny(answer.raw.body), promise: nil) }
    }
}

/// The few headers on which a ready answer depends, picked in one pass.
private struct Wanted {
    var cookie: String?
    var acceptLanguage: String?
    var acceptEncoding: String?
    var ifNoneMatch: String?

    /// False where the request is not a plain one.
    mutating func take(_ name: String, _ value: String) -> Bool {
        switch name.utf8.count {
        case 6 where name.isHeader("cookie"):
            guard cookie == nil else { return false }
            cookie = value
        case 10 where name.isHeader("connection"): return value.isHeader("keep-alive")
        case 13 where name.isHeader("if-none-match"): ifNoneMatch = value
        case 13 where name.isHeader("authorization"): return false
        case 14 where name.isHeader("content-length"): return value == "0"
        case 15 where name.isHeader("accept-encoding"): acceptEncoding = value
        case 15 where name.isHeader("accept-language"): acceptLanguage = value
        case 17 where name.isHeader("transfer-encoding"): return false
        default: break
        }
        return true
    }
}

extension String {
    /// Compares with a lower-case name without regard to case.
    fileprivate func isHeader(_ name: StaticString) -> Bool {
        var at = 0
        for byte in utf8 {
            guard at < name.utf8CodeUnitCount, byte | 0x20 == name.utf8Start[at] | 0x20 else { return false }
            at += 1
        }
        return at == name.utf8CodeUnitCount
    }
}

/// Puts the handler where it belongs, which the server's own settings cannot say, and goes.
final class ReadyAnswerInstaller: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let site: Site

    init(site: Site) { self.site = site }

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        do {
            let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
            let encoder = try pipeline.context(handlerType: HTTPResponseEncoder.self)
            try pipeline.addHandler(ReadyAnswerHandler(site: site, encoder: encoder), position: .before(codec))
        } catch {
            // Without it every answer goes the long way, and nothing is lost but time.
            site.logger.warning("ready answers go the long way", metadata: ["error": "\(error)"])
        }
        pipeline.removeHandler(context: context, promise: nil)
    }
}
