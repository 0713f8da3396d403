import Catalogue
import Cryptography
package import Kernel
import Store

extension Presentations {
    /// The place in a status list and the holder's key of a licence that has none yet.
    private func made(for licence: ID, at now: Instant) async throws -> PresentationTable.Holding {
        let key = SigningKey.generated(.es256)
        // A random place is taken with a chance of at most a half; of 60 in a row none would be free once in 10^18.
        for _ in 0..<60 {
            let number = try await serials.next("licences.status", block: 100)
            let list = (number - 1) / Int64(StatusList.given)
            let random = surroundings.randomBytes(4).reduce(0) { $0 << 8 | Int($1) }
            let made = PresentationTable.Holding(status: StatusEntry(list: list, index: random % StatusList.places), key: key)
            // Somebody else's may have been first.
            let before = try await database.write { connection -> PresentationTable.SealedHolding?? in
                if try table.insert(made, of: licence, at: now, in: connection) { return .some(nil) }
                return try table.holding(of: licence, in: connection).map(Optional.some)
            }
            if let before { return try before.map(table.opened) ?? made }
        }
        throw StoreError.malformed("no free place in a status list")
    }

    /// A licence as a file that shows these claims and nothing else, bound to its reader by its holder's key.
    ///
    /// - Parameter kept: the place and the key of the licence, where they were read already.
    func file(
        of presentable: Presentable, showing codes: Set<String>, binding: KeyBinding, kept: PresentationTable.SealedHolding? = nil
    ) async throws -> SDJWT {
        let (signed, key) = try await signed(presentable, kept: kept, at: binding.at)
        return binding.bind(signed.showing(codes, of: presentable.claims), with: key)
    }

    /// A licence signed whole for its holder's key, shown to nobody yet: the text of an SD-JWT VC with every disclosure.
    package func credential(of licence: Licence, at now: Instant) async throws -> String {
        let presentable = Presentable(licence: licence, catalogue: licences.catalogue.snapshot, on: now.date)
        let (signed, _) = try await signed(presentable, kept: nil, at: now)
        return signed.showing(Set(presentable.claims.map(\.code)), of: presentable.claims).text
    }

    private func signed(
        _ presentable: Presentable, kept: PresentationTable.SealedHolding?, at now: Instant
    ) async throws -> (SDJWT, SigningKey) {
        let id = presentable.licence.id
        var kept = kept
        if kept == nil { kept = try await database.read { try table.holding(of: id, in: $0) } }
        let holding: PresentationTable.Holding
        if let kept { holding = try table.opened(kept) } else { holding = try await made(for: id, at: now) }
        let credential = LicenceCredential(
            licence: presentable.licence, claims: presentable.claims, origin: origin, status: holding.status,
            holderKey: holding.key.publicKey)
        return (credential.sign(by: signer, at: now, random: surroundings.randomBytes), holding.key)
    }

    /// A status list as its signed token; nil where there is none of that number.
    func statusList(_ number: Int64, at now: Instant) async throws -> StatusLists.Signed? {
        if let fresh = lists.fresh(number, at: now) { return fresh }
        guard let list = try await database.read({ try table.list(number, in: $0) }) else { return nil }
        let address = StatusEntry.address(of: number, at: origin)
        let signed = StatusLists.Signed(token: list.token(address: address, by: signer, at: now), madeAt: now)
        lists.keep(signed, of: number)
        return signed
    }
}
