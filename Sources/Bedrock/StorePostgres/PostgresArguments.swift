import CPostgres
import Store

/// Bound values as libpq takes them: everything as text, which the server reads into whatever type it has chosen; bytes as they are.
struct PostgresArguments {
    private let values: [[UInt8]?]
    private let formats: [CInt]

    init(_ arguments: [SQLValue]) {
        values = arguments.map { value in
            switch value {
            case .null: nil
            case .integer(let number): Array(String(number).utf8) + [0]
            case .real(let number): Array(number.description.utf8) + [0]
            case .text(let text): Array(text.utf8) + [0]
            case .blob(let bytes): bytes
            }
        }
        formats = arguments.map { if case .blob = $0 { 1 } else { 0 } }
    }

    /// The type to declare; none for NULL, so that the server finds it out from the column.
    static func type(_ value: SQLValue) -> Oid {
        switch value {
        case .null: 0
        case .integer: PostgresType.int8
        case .real: PostgresType.float8
        case .text: PostgresType.text
        case .blob: PostgresType.bytea
        }
    }

    func withPointers<T>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<CInt>?, UnsafePointer<CInt>?) -> T
    ) -> T {
        let lengths = values.map { CInt($0?.count ?? 0) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.reduce(1) { $0 + ($1?.count ?? 0) })
        var offsets: [Int?] = []
        for value in values {
            offsets.append(value == nil ? nil : bytes.count)
            bytes += value ?? []
        }
        // An empty array of bytes must still have an address, or it would be NULL.
        bytes.append(0)
        return bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } }
            return pointers.withUnsafeBufferPointer { values in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in body(values.baseAddress, lengths.baseAddress, formats.baseAddress) }
                }
            }
        }
    }
}
