import COpenSSL
import Synchronization

/// Keyed OpenSSL contexts that wait to be used again: making one and setting its key costs more than sealing a short value.
/// One context serves one thread at a time; the lock is held only while taking and giving back.
final class ContextPool: Sendable {
    private struct Context: @unchecked Sendable { let pointer: OpaquePointer }

    private static let idleLimit = 64
    private let idle = Mutex<[Context]>([])
    private let make: @Sendable () -> OpaquePointer
    private let free: @Sendable (OpaquePointer) -> Void

    init(make: @escaping @Sendable () -> OpaquePointer, free: @escaping @Sendable (OpaquePointer) -> Void) {
        self.make = make
        self.free = free
    }

    deinit { for context in idle.withLock({ $0 }) { free(context.pointer) } }

    func use<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        let context = idle.withLock { $0.popLast() } ?? Context(pointer: make())
        defer {
            let kept = idle.withLock { idle in
                guard idle.count < Self.idleLimit else { return false }
                idle.append(context)
                return true
            }
            if !kept { free(context.pointer) }
        }
        return body(context.pointer)
    }

    /// Contexts of one cipher with one key; each use sets only the nonce.
    static func cipher(_ algorithm: Fetched, key: [UInt8], encrypting: Bool) -> ContextPool {
        ContextPool(
            make: {
                guard let context = EVP_CIPHER_CTX_new() else { preconditionFailure("OpenSSL has no memory for a context") }
                require(EVP_CipherInit_ex2(context, algorithm.required, key, nil, encrypting ? 1 : 0, nil), "set a key")
                return context
            },
            free: { EVP_CIPHER_CTX_free($0) })
    }
}
