import Store

extension Database {
    /// What a command does beside a busy server: on a file that the server writes without a pause it waits for its turn, a minute if need be,
    /// which nobody who looks at a page would.
    func inTurn<T: Sendable>(_ body: () async throws -> T) async throws -> T {
        for _ in 1..<12 {
            do {
                return try await body()
            } catch StoreError.unavailable where dialect == .sqlite {
                // The engine has waited five seconds already.
            }
        }
        return try await body()
    }
}
