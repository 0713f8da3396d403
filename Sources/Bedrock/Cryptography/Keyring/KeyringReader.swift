import Kernel

extension Keyring {
    /// The key file's text: one key a line, so that people can see which there are.
    var fileText: String {
        func lines<Material>(_ use: Use, _ keys: Generations<Material>) -> [String] {
            keys.all.map { key in
                let json: JSON = [
                    "id": .string(key.id), "use": .string(use.rawValue), "algorithm": .string(key.material.algorithmName),
                    "created": .string(key.created.rfc3339), "state": key.id == keys.current.id ? "current" : "old",
                    "material": key.material.material,
                ]
                return "    " + json.text
            }
        }
        let credentials = credentials.map { lines(.credential, $0) } ?? []
        let keys = lines(.seal, sealing) + lines(.index, indexing) + lines(.sign, signing) + credentials
        return "{\n  \"suite\": \"\(suite.rawValue)\",\n  \"keys\": [\n\(keys.joined(separator: ",\n"))\n  ]\n}\n"
    }
}

/// Reads the key file's text.
struct KeyringReader {
    let path: String

    func read(_ bytes: [UInt8]) throws(Problem) -> Keyring {
        guard let file = try? JSON(parsing: bytes) else { throw flaw(KeyFileFlaw.noJSON) }
        guard let suite = file["suite"]?.string.flatMap(Suite.init) else { throw flaw(KeyFileFlaw.noSuite) }
        guard let keys = file["keys"]?.array, !keys.isEmpty else { throw flaw(KeyFileFlaw.noKeys) }
        for (index, key) in keys.enumerated() {
            guard key["use"]?.string.flatMap(Keyring.Use.init) != nil else {
                throw flaw(KeyFileFlaw.badKey.filled(["key": key["id"]?.string ?? "#\(index + 1)"]))
            }
        }
        let hasCredentials = keys.contains { $0["use"]?.string == Keyring.Use.credential.rawValue }
        return Keyring(
            suite: suite, sealing: try generations(.seal, in: keys), indexing: try generations(.index, in: keys),
            signing: try generations(.sign, in: keys), credentials: hasCredentials ? try generations(.credential, in: keys) : nil)
    }

    private func generations<Material: KeyMaterial>(_ use: Keyring.Use, in keys: [JSON]) throws(Problem) -> Generations<Material> {
        var current: [StoredKey<Material>] = []
        var old: [StoredKey<Material>] = []
        for json in keys where json["use"]?.string == use.rawValue {
            let key: StoredKey<Material> = try key(json)
            guard !(current + old).contains(where: { $0.id == key.id }) else { throw flaw(KeyFileFlaw.doubled.filled(["key": key.id])) }
            switch json["state"]?.string {
            case "current": current.append(key)
            case "old": old.append(key)
            default: throw flaw(KeyFileFlaw.badKey.filled(["key": key.id]))
            }
        }
        guard let first = current.first else { throw .keyFileWithoutCurrent(path, use) }
        guard current.count == 1 else { throw flaw(KeyFileFlaw.manyCurrent.filled(["use": use.rawValue])) }
        return Generations(current: first, old: old)
    }

    private func key<Material: KeyMaterial>(_ json: JSON) throws(Problem) -> StoredKey<Material> {
        let id = json["id"]?.string ?? ""
        // The id stands between full stops in every sealed text, and its length in one byte of the binary form.
        guard (1...32).contains(id.utf8.count), id.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }),
            let created = json["created"]?.string.flatMap(Instant.init(rfc3339:)), let algorithm = json["algorithm"]?.string,
            let value = json["material"], let material = Material(algorithm: algorithm, material: value)
        else { throw flaw(KeyFileFlaw.badKey.filled(["key": id.isEmpty ? "?" : id])) }
        return StoredKey(id: id, created: created, material: material)
    }

    private func flaw(_ text: Text) -> Problem { .keyFileMalformed(path, text) }
}
