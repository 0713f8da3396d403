import Catalogue
package import Kernel

/// One row as a department sends it: columns by name, those of `up_lic_data` where they apply.
package struct CollectionRow: Sendable, Hashable {
    /// Where it stood: the line of the file, or the place in the array from 1.
    package var line: Int
    package var cells: [String: String]

    package init(line: Int, cells: [String: String]) {
        self.line = line
        self.cells = cells
    }

    /// Under which a row keeps what stood behind its last column.
    static let surplus = "+"

    subscript(_ column: Column) -> String {
        (cells[column.rawValue] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The ground of an act, under either name.
    var ground: String { self[.ground].isEmpty ? self[.cancelGround] : self[.ground] }

    /// The columns that mean something. Elements of the face are columns of their own, by their codes.
    package enum Column: String, Sendable, Hashable, CaseIterable {
        case sourceID = "certificate_source_id"
        case name = "certificate_name"
        case type = "certificate_type_code"
        case issuer = "issue_dept"
        case issuerCode = "issue_dept_code"
        case area = "certificate_area_code"
        case holder = "certificate_holder"
        case holderCode = "certificate_holder_code"
        case holderType = "certificate_holder_type"
        case number = "certificate_number"
        case issuedOn = "issue_date"
        case validFrom = "valid_from"
        case validUntil = "valid_until"
        /// I: add, U: change, D: cancel; I and U both mean “as this row says”. Or an act of the register by its noun: `freeze`, `release`,
        /// `revocation`, `withdrawal`, `forfeiture`, `cancellation`.
        case operation = "cd_operation"
        /// Of an act: code of a `LicenceGround`, the law that it names, and what the holder is told.
        case ground, law, reason
        /// The ground of a D, as it was called while rows could do nothing else than cancel.
        case cancelGround = "cancel_ground"

        package static let required: [Column] = [.sourceID, .type, .holder, .holderCode, .holderType, .number, .issuedOn]
        /// Those of an empty file.
        static let offered = allCases.filter { $0 != .cancelGround }
        /// Sent along by exchange programs, and of no meaning here.
        static let idle: Set<String> = ["certificate_type", "cd_time", "cd_batch", "data_source"]

        package var name: Text { CollectionText.column(self) }
    }
}

/// What is wrong with a row, in which column.
package struct RowFault: Sendable, Hashable {
    package var column: String
    package var message: Text

    init(_ column: CollectionRow.Column, _ message: Text) { (self.column, self.message) = (column.rawValue, message) }

    init(column: String, _ message: Text) { (self.column, self.message) = (column, message) }
}

/// A row that has been read and found good.
struct CollectedLicence: Sendable, Hashable {
    enum Operation: Sendable, Hashable {
        case put
        /// A step of the register's own table.
        case act(LicenceStatus)

        var code: String {
            switch self {
            case .put: "put"
            case .act(.cancelled): "remove"
            case .act(let status): status.rawValue
            }
        }
    }

    var line: Int
    var sourceID: String
    var operation: Operation
    var type: String
    var issuer: String
    var region: RegionCode
    var holders: [Licence.Holder]
    var number: String
    var issuedOn: LocalDate
    var validFrom: LocalDate
    var validUntil: LocalDate?
    var face: [String: JSON]
    var ground: String?
    var law: String?
    var reason = ""

    /// The same content has the same text: a repeated row is known by its digest.
    var canonical: String {
        let holders = holders.map { "\($0.numberType)/\($0.number)/\($0.name)" }.joined(separator: "^")
        let written = JSON.object(face.map { JSON.Member($0.key, $0.value) }).canonical.text
        return [
            operation.code, type, region.sixDigits, holders, number, issuedOn.description, validFrom.description,
            validUntil?.description ?? "", written, ground ?? "",
        ].joined(separator: "\u{1F}")
    }
}
