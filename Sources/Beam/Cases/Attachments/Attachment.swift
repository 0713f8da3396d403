package import Kernel
package import Web

/// A file that somebody handed in as a material.
package struct Attachment: Sendable, Hashable {
    package var id: ID
    /// The draft, and after submission the application.
    package var owner: ID
    /// The case that it was added to later; nil for what came with the application.
    package var caseID: ID?
    /// Code of the material that it stands for.
    package var material: String
    package var name: String
    package var kind: FileKind
    package var size: Int
    /// Keyed hash of its content: equal files are kept once, and the hash tells nobody what is in them.
    package var blob: String
    package var uploadedAt: Instant

    package var json: JSON {
        .present([
            ("id", .string(id.rawValue)), ("material", .string(material)), ("material_attach_name", .string(name)),
            ("type", .string(kind.mediaType)), ("size", .int(size)), ("case", caseID.map { .string($0.rawValue) }),
            ("uploadedAt", .string(uploadedAt.rfc3339)),
        ])
    }
}

/// A file that came in, held against what its material accepts. Pure.
struct ReceivedFile {
    let name: String
    let kind: FileKind
    let bytes: [UInt8]

    /// Its bytes decide what it is. A file whose name says otherwise, that is of a kind not accepted, empty or too large, is refused with the
    /// field marked that it came in.
    init(_ file: UploadedFile, field: String, accept: [String], mostBytes: Int) throws(Problem) {
        func fault(_ text: Text) -> Problem { .invalid([Problem.Fault(field, text)]) }
        if file.bytes.isEmpty { throw fault(AttachmentText.empty) }
        if file.bytes.count > mostBytes { throw fault(AttachmentText.tooLarge(mostBytes)) }
        let accepted = accept.compactMap { FileKind(ending: $0) }
        guard let kind = FileKind(file.bytes, name: file.name), accepted.contains(kind) else {
            throw fault(AttachmentText.wrongKind(accepted))
        }
        let ending = file.name.split(separator: ".").last.map(String.init) ?? ""
        if let said = FileKind(ending: ending), said != kind { throw fault(AttachmentText.otherKind(said: said, is: kind)) }
        self.kind = kind
        bytes = file.bytes
        name = ReceivedFile.tidied(file.name, kind)
    }

    /// A name without a path, without control characters and marks that turn text around, of at most 80 characters, ending as its kind does.
    private static func tidied(_ name: String, _ kind: FileKind) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let kept = last.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: false
            default: !"<>:\"|?*".unicodeScalars.contains(scalar)
            }
        }
        var stem = String(String.UnicodeScalarView(kept))
        if let dot = stem.lastIndex(of: "."), FileKind(ending: String(stem[stem.index(after: dot)...])) != nil {
            stem = String(stem[..<dot])
        }
        stem = String(stem.drop { $0 == "." || $0.isWhitespace }.prefix(80))
        while stem.last?.isWhitespace == true || stem.last == "." { stem.removeLast() }
        return (stem.isEmpty ? "file" : stem) + "." + kind.rawValue
    }
}

extension FileKind {
    /// The kind that a name's ending, or a catalogue's word, means.
    init?(ending: String) {
        let lower = ending.lowercased()
        self.init(rawValue: lower == "jpeg" ? "jpg" : lower)
    }
}

/// What is said about a file that cannot be taken.
enum AttachmentText {
    static let empty = Text("文件是空的，请重新选择。", "The file is empty; please choose another.")
    static let tooMany = Text("文件太多，请先删去不需要的。", "There are too many files; remove some first.")

    static func tooLarge(_ most: Int) -> Text {
        let size = most >= 1_000_000 ? "\(most / 1_000_000) MB" : "\(most / 1000) kB"
        return Text("文件太大，最多 \(size)；请压缩后再上传。", "The file is too large. At most \(size); please make it smaller.")
    }

    static func wrongKind(_ kinds: [FileKind]) -> Text {
        let names = kinds.map { $0.rawValue.uppercased() }
        return Text(
            "只能上传 \(names.joined(separator: "、")) 文件，按内容辨认。",
            "Only \(names.joined(separator: ", ")) files can be taken; the content decides, not the name.")
    }

    static func otherKind(said: FileKind, is kind: FileKind) -> Text {
        Text(
            "文件名说是 \(said.rawValue.uppercased())，内容却是 \(kind.rawValue.uppercased())；请用正确的文件名再上传。",
            "The name says \(said.rawValue.uppercased()) but the content is \(kind.rawValue.uppercased()). Give it its right name and try again."
        )
    }
}
