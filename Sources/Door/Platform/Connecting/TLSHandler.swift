import Cryptography
import NIOCore

/// Puts TLS between a connection and what speaks HTTP on it. What is to be said waits until the other side has proved who it is.
final class TLSHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let client: TLSClient
    private var waiting: [(bytes: [UInt8], promise: EventLoopPromise<Void>?)] = []
    private var hasFailed = false

    init(_ client: TLSClient) { self.client = client }

    func channelActive(context: ChannelHandlerContext) {
        trying(context) { try client.begin() }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasFailed else { return }
        let bytes = Array(unwrapInboundIn(data).readableBytesView)
        var said: [UInt8] = []
        trying(context) {
            said = try client.receive(bytes)
            if client.isReady { try sayWhatWaited(context) }
        }
        if !said.isEmpty { context.fireChannelRead(wrapInboundOut(context.channel.allocator.buffer(bytes: said))) }
        // The other side has finished: whoever reads until the end has everything.
        if client.isOver { context.close(promise: nil) }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        waiting.append((Array(unwrapOutboundIn(data).readableBytesView), promise))
        if client.isReady { trying(context) { try sayWhatWaited(context) } }
    }

    func channelInactive(context: ChannelHandlerContext) {
        // Cut off in the middle: what came may be half of what was said.
        if !client.isOver { fail(context, TLSFault.broken) }
        context.fireChannelInactive()
    }

    private func sayWhatWaited(_ context: ChannelHandlerContext) throws {
        let now = waiting
        waiting = []
        for (bytes, promise) in now {
            try client.send(bytes)
            context.write(wrapOutboundOut(context.channel.allocator.buffer(bytes: client.outgoing())), promise: promise)
        }
    }

    /// Does one step, and sends what it left to be sent: also the alert by which a failed one is told.
    private func trying(_ context: ChannelHandlerContext, _ step: () throws -> Void) {
        var failure: (any Error)?
        do { try step() } catch { failure = error }
        let outgoing = client.outgoing()
        if !outgoing.isEmpty { context.write(wrapOutboundOut(context.channel.allocator.buffer(bytes: outgoing)), promise: nil) }
        context.flush()
        if let failure {
            fail(context, failure)
            context.close(promise: nil)
        }
    }

    private func fail(_ context: ChannelHandlerContext, _ error: any Error) {
        guard !hasFailed else { return }
        hasFailed = true
        for (_, promise) in waiting { promise?.fail(error) }
        waiting = []
        context.fireErrorCaught(error)
    }
}
