import Kernel
import Testing

@testable import Cryptography

struct SignatureTests {
    /// GM/T 0003.5-2012 annex A (GB/T 32918.5): the example on the recommended curve.
    @Test func `SM2 verifies the standard's example`() throws {
        let key = try #require(
            PublicKey(jwk: [
                "kty": "EC", "crv": "SM2",
                "x": .string(Base64URL.encode(hex("09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"))),
                "y": .string(Base64URL.encode(hex("CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"))),
            ]))
        let signature = hex(
            """
            F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
            B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA
            """)
        #expect(key.isSignature(signature, of: Array("message digest".utf8)))
        #expect(!key.isSignature(signature, of: Array("message digesT".utf8)))
    }

    @Test func `SM2 reads the standard's private key and signs what its public key verifies`() throws {
        let key = try #require(
            SigningKey(privateJWK: [
                "kty": "EC", "crv": "SM2",
                "x": .string(Base64URL.encode(hex("09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"))),
                "y": .string(Base64URL.encode(hex("CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"))),
                "d": .string(Base64URL.encode(hex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8"))),
            ]))
        #expect(key.publicKey.isSignature(key.sign([1, 2, 3]), of: [1, 2, 3]))
    }

    @Test(arguments: SignatureAlgorithm.allCases) func `a signature holds for its message and key only`(algorithm: SignatureAlgorithm) {
        let key = SigningKey.generated(algorithm)
        let message = Array("准予许可".utf8)
        let signature = key.sign(message)
        #expect(signature.count == 64)
        #expect(key.publicKey.isSignature(signature, of: message))
        #expect(!key.publicKey.isSignature(signature, of: message + [0]))
        #expect(!key.publicKey.isSignature(signature, of: []))
        #expect(!SigningKey.generated(algorithm).publicKey.isSignature(signature, of: message))
        for index in signature.indices {
            var changed = signature
            changed[index] ^= 1
            #expect(!key.publicKey.isSignature(changed, of: message))
        }
        for wrong in [[], Array(signature.dropLast()), signature + [0], repeated(0, 64), repeated(255, 64)] {
            #expect(!key.publicKey.isSignature(wrong, of: message))
        }
        #expect(key.publicKey.isSignature(key.sign([]), of: []))
    }

    @Test(arguments: SignatureAlgorithm.allCases) func `keys go out as JWK and come back`(algorithm: SignatureAlgorithm) throws {
        for _ in 0..<20 {
            let key = SigningKey.generated(algorithm)
            #expect(PublicKey(jwk: key.publicKey.jwk) == key.publicKey)
            #expect(key.publicKey.jwk["d"] == nil)
            let again = try #require(SigningKey(privateJWK: key.privateJWK))
            #expect(again.publicKey == key.publicKey)
            #expect(again.privateJWK == key.privateJWK)
            #expect(key.publicKey.isSignature(again.sign([7]), of: [7]))
            let kept = try #require(SigningKey(stored: key.privateJWK))
            #expect(kept.publicKey == key.publicKey && key.publicKey.isSignature(kept.sign([8]), of: [8]))
        }
        #expect(SigningKey(stored: SigningKey.generated(algorithm).publicKey.jwk) == nil)
    }

    @Test func `a JWK that is no key of ours is refused`() {
        let good = SigningKey.generated(.es256)
        let other = SigningKey.generated(.es256)
        func changed(_ name: String, _ value: JSON?) -> JSON {
            var jwk = good.privateJWK
            jwk[name] = value
            return jwk
        }
        for (name, value) in [
            ("kty", "RSA"), ("crv", "P-384"), ("crv", "SM2"), ("x", other.publicKey.jwk["x"]), ("x", nil), ("y", "AAAA"), ("y", 7),
            ("alg", "SM2"),
        ] as [(String, JSON?)] {
            #expect(PublicKey(jwk: changed(name, value)) == nil, "\(name) \(value?.text ?? "absent")")
        }
        for wrong in [nil, "AAAA", other.privateJWK["d"], .string(Base64URL.encode(repeated(0, 32)))] as [JSON?] {
            #expect(SigningKey(privateJWK: changed("d", wrong)) == nil, "d \(wrong?.text ?? "absent")")
        }
        #expect(PublicKey(jwk: changed("alg", "ES256")) == good.publicKey)
        #expect(PublicKey(jwk: .null) == nil)
    }
}

struct JWSTests {
    /// RFC 7515 appendix A.3.
    static let example =
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
        + "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
    static let exampleKey: JSON = [
        "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        "d": "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI",
    ]

    @Test func `the example of RFC 7515 verifies`() throws {
        let key = try #require(SigningKey(privateJWK: Self.exampleKey))
        let jws = try JWS(parsing: Self.example)
        #expect(jws.algorithm == "ES256")
        #expect(jws.isSigned(by: key.publicKey))
        #expect(try JSON(parsing: jws.payload)["iss"]?.string == "joe")
        #expect(!jws.isSigned(by: SigningKey.generated(.es256).publicKey))
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `a signed text with any letter changed is refused`(algorithm: SignatureAlgorithm) throws {
        let key = SigningKey.generated(algorithm)
        let text = JWS.sign(Array(#"{"sub":"李四"}"#.utf8), header: [JSON.Member("typ", "JWT")], by: key)
        #expect(try JWS(parsing: text).isSigned(by: key.publicKey))
        let letters = Array(text.utf8)
        for index in letters.indices {
            var changed = letters
            changed[index] = letters[index] == 0x41 ? 0x42 : 0x41
            let accepted = (try? JWS(parsing: String(decoding: changed, as: UTF8.self)))?.isSigned(by: key.publicKey) ?? false
            #expect(!accepted, "letter \(index)")
        }
    }

    @Test(arguments: [#"{"alg":"none"}"#, #"{"alg":"HS256"}"#, #"{"alg":"SM2"}"#, "{}"])
    func `the header does not choose the algorithm`(header: String) throws {
        let key = SigningKey.generated(.es256)
        let input = Base64URL.encode(Array(header.utf8)) + ".e30"
        for signature in [key.sign(Array(input.utf8)), []] {
            #expect(try !JWS(parsing: input + "." + Base64URL.encode(signature)).isSigned(by: key.publicKey))
        }
    }

    @Test(arguments: [
        "", ".", "..", "a.b.c", "e30.e30", "e30.e30.e30.e30", "W10.e30.AAAA", "eyJjcml0IjpbImI2NCJdfQ.e30.AAAA", "e30=.e30.AAAA",
    ])
    func `what is no signed text is refused`(text: String) {
        #expect(throws: JWS.Refusal.malformed) { try JWS(parsing: text) }
    }

    /// RFC 7638 §3.1, RFC 8037 appendix A.3.
    @Test func `thumbprints are those of the standards`() {
        let rsa: JSON = [
            "kty": "RSA",
            "n": .string(
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3ok"
                    + "njhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu"
                    + "6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8a"
                    + "wapJzKnqDKgw"),
            "e": "AQAB", "alg": "RS256", "kid": "2011-04-29",
        ]
        #expect(JWK.thumbprint(of: rsa) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
        let edwards: JSON = ["kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"]
        #expect(JWK.thumbprint(of: edwards) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
        let key = SigningKey.generated(.sm2)
        #expect(JWK.thumbprint(of: key.privateJWK) == key.publicKey.thumbprint)
        #expect(JWK.thumbprint(of: ["kty": "EC", "crv": "P-256"]) == nil)
        #expect(JWK.thumbprint(of: ["kty": "XYZ"]) == nil)
    }

    @Test func `a set of keys is read by id, and what we cannot use is passed over`() {
        let first = SigningKey.generated(.es256).publicKey
        let second = SigningKey.generated(.sm2).publicKey
        let set = JWK.set([("a", first), ("b", second)])
        #expect(JWK.keys(inSet: set) == ["a": first, "b": second])
        #expect(set["keys"]?.array?.first?["use"]?.string == "sig")
        var encrypting = first.jwk
        encrypting["use"] = "enc"
        #expect(JWK.keys(inSet: ["keys": [encrypting, ["kty": "RSA"], second.jwk]]) == [second.thumbprint: second])
        #expect(JWK.keys(inSet: .null).isEmpty)
    }
}
