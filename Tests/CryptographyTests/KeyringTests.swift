import Foundation
import Kernel
import Testing

@testable import Cryptography

struct KeyringTests {
    static let now = SealerTests.now
    static let surroundings = Surroundings(now: { now }, randomBytes: { Randomness.bytes($0) })

    /// A folder of its own that is gone after the test.
    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "keyring-\(Randomness.token(byteCount: 9))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Problem)?.code ?? "\(error)"
        }
    }

    @Test(arguments: Suite.allCases) func `a key file is made, read again and rotated`(suite: Suite) throws {
        try inFolder { folder in
            let path = folder.appending(path: "keys.json").path
            let made = try Keyring.create(suite: suite, at: path, surroundings: Self.surroundings)
            #expect(try mode(path) == 0o600)
            let loaded = try Keyring.load(path)
            #expect(loaded.suite == suite)
            #expect(loaded.entries == made.entries)
            #expect(loaded.fileText == made.fileText)
            #expect(loaded.entries.map(\.use) == Keyring.Use.allCases)
            #expect(loaded.entries.allSatisfy { $0.isCurrent && $0.created == Self.now })
            let sealed = Sealer(made).seal(text: "开", for: "a")
            let signature = Signer(made).sign([1])

            var rotated = loaded
            for use in Keyring.Use.allCases { rotated = rotated.rotated(use: use, now: Self.now.adding(seconds: 86400)) }
            try rotated.save(at: path)
            #expect(try mode(path) == 0o600)
            let again = try Keyring.load(path)
            #expect(again.fileText == rotated.fileText)
            #expect(again.entries.map(\.isCurrent) == [true, false, true, false, true, false, true, false])
            #expect(try Sealer(again).openText(sealed, for: "a") == "开")
            #expect(Signer(again).isSignature(signature, of: [1]))
            #expect(BlindIndex(again).hashes("v", purpose: "p")[1] == BlindIndex(made).hash("v", purpose: "p"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["keys.json"], "nothing is left beside it")
        }
    }

    @Test(arguments: Suite.allCases) func `credentials are signed with ES256 in either suite`(suite: Suite) throws {
        let ring = Keyring.made(suite: suite, now: Self.now)
        let before = try #require(Signer(credentials: ring))
        #expect(before.algorithm == .es256)
        let after = try #require(Signer(credentials: ring.rotated(use: .credential, now: Self.now)))
        #expect(try after.verify(jws: before.jws(["a": 1], typ: "t"), typ: "t") == ["a": 1])
        #expect(after.currentKeyID != before.currentKeyID && after.jwks["keys"]?.array?.count == 2)
    }

    @Test func `a key file from before there were credentials loads, and a rotation makes their first key`() throws {
        try inFolder { folder in
            let path = folder.appending(path: "keys.json").path
            let made = try Keyring.create(suite: .national, at: path, surroundings: Self.surroundings)
            let lines = made.fileText.split(separator: "\n", omittingEmptySubsequences: false)
            let old = lines.filter { !$0.contains("\"credential\"") }.joined(separator: "\n").replacing("},\n  ]", with: "}\n  ]")
            try Data(old.utf8).write(to: URL(filePath: path))
            let loaded = try Keyring.load(path)
            #expect(Signer(credentials: loaded) == nil && loaded.entries.map(\.use) == [.seal, .index, .sign])
            try loaded.rotated(use: .credential, now: Self.now).save(at: path)
            #expect(Signer(credentials: try Keyring.load(path)) != nil)
        }
    }

    @Test func `a key file is never made over another`() throws {
        try inFolder { folder in
            let path = folder.appending(path: "keys.json").path
            _ = try Keyring.create(suite: .international, at: path, surroundings: Self.surroundings)
            let before = try String(contentsOfFile: path, encoding: .utf8)
            #expect(code { _ = try Keyring.create(suite: .national, at: path, surroundings: Self.surroundings) } == "keys.exists")
            #expect(try String(contentsOfFile: path, encoding: .utf8) == before)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["keys.json"])
            let nowhere = folder.appending(path: "no/keys.json").path
            #expect(code { _ = try Keyring.create(suite: .national, at: nowhere, surroundings: Self.surroundings) } == "keys.unwritable")
        }
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o610]) func `a key file that others can reach is refused`(mode: Int) throws {
        try inFolder { folder in
            let path = folder.appending(path: "keys.json").path
            _ = try Keyring.create(suite: .international, at: path, surroundings: Self.surroundings)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let problem = #expect(throws: Problem.self) { try Keyring.load(path) }
            #expect(problem?.code == "keys.exposed")
            #expect(problem?.detail.en.contains("chmod 600 \(path)") == true)
            #expect(problem?.detail.zh.contains(String(mode, radix: 8)) == true)
            try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
            #expect(throws: Never.self) { try Keyring.load(path) }
        }
    }

    @Test func `a missing file and a folder are told apart`() throws {
        try inFolder { folder in
            #expect(code { _ = try Keyring.load(folder.appending(path: "none").path) } == "keys.missing")
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
            #expect(code { _ = try Keyring.load(folder.path) } == "keys.malformed")
        }
    }

    @Test func `whatever is wrong in a key file has its sentence`() throws {
        let good = Keyring.made(suite: .international, now: Self.now)
        let text = good.fileText
        let seal = good.sealing.current.id
        let other = Keyring.made(suite: .international, now: Self.now)
        let spoiled: [(String, String)] = [
            ("", "keys.malformed"), ("{", "keys.malformed"), ("[]", "keys.malformed"), (#"{"suite":"international"}"#, "keys.malformed"),
            (#"{"suite":"international","keys":[]}"#, "keys.malformed"),
            (text.replacing("\"international\"", with: "\"imperial\""), "keys.malformed"),
            (text.replacing("\"use\":\"seal\"", with: "\"use\":\"steal\""), "keys.malformed"),
            (text.replacing("AES-256-GCM", with: "ROT13"), "keys.malformed"),
            (text.replacing("\"ES256\"", with: "\"SM2\""), "keys.malformed"),
            (text.replacing(seal, with: "a.b"), "keys.malformed"), (text.replacing(seal, with: ""), "keys.malformed"),
            (text.replacing(good.sealing.current.material.secret.json.text, with: "\"AAAA\""), "keys.malformed"),
            (text.replacing("\"created\":\"2", with: "\"created\":\"x"), "keys.malformed"),
            (text.replacing("\"state\":\"current\"", with: "\"state\":\"resting\""), "keys.malformed"),
            (text.replacing("\"state\":\"current\"", with: "\"state\":\"old\""), "keys.no-current"),
            (
                text.replacing(
                    good.signing.current.material.privateJWK["d"]?.text ?? "",
                    with: other.signing.current.material.privateJWK["d"]?.text ?? ""),
                "keys.malformed"
            ),
        ]
        for (spoilt, expected) in spoiled {
            #expect(spoilt != text)
            let problem = #expect(throws: Problem.self) { try KeyringReader(path: "/k").read(Array(spoilt.utf8)) }
            #expect(problem?.code == expected, "\(spoilt)")
            #expect(problem?.detail.en.contains("/k") == true && problem?.detail.zh.contains("/k") == true)
            #expect(problem?.detail.en.contains("{") == false)
        }
        var doubled = good.rotated(use: .seal, now: Self.now)
        doubled.sealing.old.append(doubled.sealing.old[0])
        #expect(code { _ = try KeyringReader(path: "/k").read(Array(doubled.fileText.utf8)) } == "keys.malformed")
        let twoCurrent = good.rotated(use: .index, now: Self.now).fileText.replacing("\"old\"", with: "\"current\"")
        #expect(code { _ = try KeyringReader(path: "/k").read(Array(twoCurrent.utf8)) } == "keys.malformed")
    }

    @Test func `printing a key ring shows no key`() {
        let ring = Keyring.made(suite: .international, now: Self.now)
        var dumped = "\(ring)"
        dump(ring, to: &dumped)
        dump(Sealer(ring), to: &dumped)
        let secret = ring.sealing.current.material.secret
        #expect(!dumped.contains(Base64URL.encode(secret.bytes)))
        #expect(!dumped.contains("\(secret.bytes[0]), \(secret.bytes[1]), \(secret.bytes[2])"))
        #expect(dumped.contains("(secret)"))
        var alone = "\(secret) \(String(reflecting: secret))"
        dump(secret, to: &alone)
        #expect(!alone.contains { $0.isNumber })
    }

    @Test func `this machine offers both suites`() {
        for suite in Suite.allCases { #expect(throws: Never.self) { try suite.requireAvailable() } }
        let problem = Problem.suiteUnavailable(.national, missing: "SM3")
        #expect(problem.detail.en == "The suite national needs SM3. Please install an OpenSSL 3 that offers it, or choose the other suite.")
    }
}
