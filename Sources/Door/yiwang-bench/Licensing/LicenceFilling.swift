import Cryptography
import Kernel
import Store

/// A register's rows, made from one real row: each holder has a few licences, and those that are looked up can be opened.
struct LicenceFilling: Sendable {
    let total: Int
    let columns: [String]
    /// Licences of each holder.
    let each = 5
    private let template: [SQLValue]
    private let content: [UInt8]
    private let sealer: Sealer
    private let index: BlindIndex
    private let model: LicenceIdentifier.Parts
    private let places: Places

    /// Of so many holders one is looked up; the others' rows bear its seal without its key.
    private static let openEvery = 500

    private struct Places: Sendable {
        var id, identifier, number, holder, version, content: Int

        init(_ columns: [String]) throws {
            func place(_ name: String) throws -> Int {
                guard let place = columns.firstIndex(of: name) else { throw BenchFault.other("licences_licence has no column \(name)") }
                return place
            }
            (id, identifier, number) = (try place("id"), try place("identifier"), try place("number"))
            (holder, version, content) = (try place("holder_hash"), try place("version"), try place("content"))
        }
    }

    init(total: Int, row: ResultRow, keyring: Keyring) throws {
        self.total = total
        sealer = Sealer(keyring)
        index = BlindIndex(keyring)
        columns = row.columns.names
        template = row.values
        places = try Places(columns)
        guard let identifier = LicenceIdentifier(try row.text("identifier")) else {
            throw BenchFault.other("a licence without an identifier")
        }
        model = identifier.parts
        content = try sealer.openBinary(row.blob("content"), for: LicenceFilling.context(row.text("id")))
    }

    private static func context(_ id: String) -> String { Sealer.context(table: "licences_licence", column: "content", row: id) }

    /// How many holders can be looked up.
    var holderCount: Int { max(1, total / each / LicenceFilling.openEvery) }

    /// The number of one of those; no person has it.
    func holder(_ number: Int) -> String { "bench-\(number)" }

    var rows: some Sequence<[SQLValue]> { (0..<total).lazy.map(row) }

    private func row(_ serial: Int) -> [SQLValue] {
        let holderSerial = serial / each
        let isOpen = holderSerial % LicenceFilling.openEvery == 0
        let digits = String(serial + 100_000_000)
        let id = "02" + digits + MadeLetters.text(LicenceFilling.spread(serial), 15)
        var row = template
        row[places.id] = .text(id)
        row[places.number] = .text("B" + digits)
        row[places.version] = .integer(1)
        row[places.identifier] = .text("bench.\(digits)")
        if isOpen {
            row[places.identifier] = .text(identifier(digits))
            row[places.holder] = .text(index.hash(holder(holderSerial / LicenceFilling.openEvery), purpose: "licence-holder"))
            row[places.content] = .blob(sealer.sealBinary(content, for: LicenceFilling.context(id)))
        } else {
            row[places.holder] = .text(MadeLetters.text(LicenceFilling.spread(holderSerial &* 31), 43))
        }
        return row
    }

    /// Only what is read back has to bear its check character.
    private func identifier(_ serial: String) -> String {
        let made = try? LicenceIdentifier.make(type: model.type, issuer: model.issuer, serial: serial, version: 1)
        return made?.rawValue ?? serial
    }

    /// Serials lie side by side; what is made of them should not.
    private static func spread(_ serial: Int) -> UInt64 { UInt64(serial) &* 0x9E37_79B9_7F4A_7C15 }
}
