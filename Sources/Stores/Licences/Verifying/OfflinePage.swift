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
        import json
        from jwcrypto.common import base64url_decode
        from jwcrypto.jwk import JWKSet
        from sd_jwt.verifier import SDJWTVerifier

        me = "…"
        file = open("licence.sd-jwt").read()
        keys = JWKSet.from_json(open("jwks.json").read())
        binding = json.loads(base64url_decode(file.split("~")[-1].split(".")[1]))
        checked = SDJWTVerifier(
            file, lambda issuer, header: keys.get_key(header["kid"]),
            expected_aud=me, expected_nonce=binding["nonce"])
        print(checked.get_verified_payload())
        """
    }
}
