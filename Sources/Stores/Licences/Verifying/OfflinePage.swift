import Kernel
import Web

/// The published keys and the steps of a check without us.
struct OfflinePage {
    let keys: JSON
    let origin: String
    let language: Language

    var page: Page {
        let steps = OfflineText.list.html { "<li>\($0.filled(["origin": origin]), language)</li>" }
        let body: HTML = """
            \(Components.heading(OfflineText.title, lede: OfflineText.lede, language))\
            \(Components.card(OfflineText.keys, "\(Components.summaryList(facts, language))<p class=\"soft\">\(OfflineText.keysHint, language)</p>\(addresses)", language))\
            \(Components.card(OfflineText.steps, "<div class=\"prose\"><ol>\(steps)</ol></div><p class=\"soft\">\(OfflineText.standards, language)</p>", language))\
            \(Components.card(OfflineText.example, "<pre class=\"sample\" tabindex=\"0\"><code>\(sample)</code></pre>", language))
            """
        return Page(OfflineText.title, layout: .plain, body: body, isWide: false)
    }

    private var facts: [Components.Fact] {
        (keys["keys"]?.array ?? []).enumerated().map { index, key in
            Components.Fact(
                Text(same: key["kid"]?.string ?? ""), HTML(text: "\(key["kty"]?.string ?? "") \(key["crv"]?.string ?? "")"),
                source: HTML(text: (index == 0 ? OfflineText.current : OfflineText.old)[language]))
        }
    }

    private var addresses: HTML {
        """
        <p><a href="/.well-known/jwks.json">\(origin)/.well-known/jwks.json</a><br>\
        <a href="/.well-known/jwt-vc-issuer">\(origin)/.well-known/jwt-vc-issuer</a></p>
        """
    }

    private var sample: String {
        """
        from jwcrypto.jwk import JWKSet
        from sd_jwt.verifier import SDJWTVerifier

        keys = JWKSet.from_json(open("jwks.json").read())
        checked = SDJWTVerifier(
            open("licence.sd-jwt").read(),
            lambda issuer, header: keys.get_key(header["kid"]),
            expected_aud="…", expected_nonce="…")
        print(checked.get_verified_payload())
        """
    }
}
