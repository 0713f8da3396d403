import Kernel

/// A kind of file that may be sent; the bytes decide which it is, not the name and not what the sender says.
package enum FileKind: String, Sendable, Hashable, CaseIterable {
    case pdf, jpg, png, ofd, xlsx, docx, zip, csv

    /// The kind that the first bytes speak of; OFD and the office formats are ZIP files and need the name to tell them apart.
    package init?(_ bytes: [UInt8], name: String) {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if bytes.starts(with: Array("%PDF-".utf8)) {
            self = .pdf
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            self = [FileKind.ofd, .xlsx, .docx].first { $0.rawValue == ending } ?? .zip
        } else if ending == "csv", !bytes.contains(0), FileText.decoded(bytes) != nil {
            self = .csv
        } else {
            return nil
        }
    }

    /// What a browser's file chooser offers.
    var accept: String {
        switch self {
        case .jpg: ".jpg,.jpeg,image/jpeg"
        case .png: ".png,image/png"
        case .pdf: ".pdf,application/pdf"
        default: "." + rawValue
        }
    }

    package var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .jpg: "image/jpeg"
        case .png: "image/png"
        case .ofd: "application/ofd"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .zip: "application/zip"
        case .csv: "text/csv; charset=utf-8"
        }
    }

    /// `PDF、JPG、PNG`
    static func names(_ kinds: [FileKind]) -> Text {
        let names = kinds.map { $0.rawValue.uppercased() }
        let last = names.last ?? ""
        return Text(names.joined(separator: "、"), names.count > 1 ? names.dropLast().joined(separator: ", ") + " or " + last : last)
    }

    /// `10 MB`, `500 kB`
    static func size(_ bytes: Int) -> String {
        guard bytes >= 1_000_000 else { return "\(max(bytes / 1000, 1)) kB" }
        let tenths = bytes / 100_000
        return tenths % 10 == 0 ? "\(tenths / 10) MB" : "\(tenths / 10).\(tenths % 10) MB"
    }
}
