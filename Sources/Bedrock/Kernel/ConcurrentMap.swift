import Dispatch

extension Array where Element: Sendable {
    /// Every element transformed, in order, on as many processors as are free. For pure work on threads that may wait, as the store's do;
    /// the first error in the array's order is thrown.
    package func concurrentMap<T: Sendable>(_ transform: @Sendable (Element) throws -> T) throws -> [T] {
        guard count > 1 else { return try map(transform) }
        var results = [Result<T, any Error>?](repeating: nil, count: count)
        results.withUnsafeMutableBufferPointer { buffer in
            // Each index is written once, by whoever was given it.
            nonisolated(unsafe) let places = buffer
            DispatchQueue.concurrentPerform(iterations: count) { index in
                places[index] = Result { try transform(self[index]) }
            }
        }
        return try results.compactMap { try $0?.get() }
    }
}
