import Kernel
import Web

/// The issuer's seal as a drawing: a ring of vermilion with the issuer's name around a plain centre. It is an illustration of where the
/// electronic seal stands; what proves the licence is its signature.
struct IssuerSeal {
    let issuer: Text
    let language: Language

    /// Half of the arc that the name may take, in degrees.
    private static let halfArc = 125

    var html: HTML {
        let letters = Array(issuer.zh)
        let step = letters.count > 1 ? min(30, 2 * IssuerSeal.halfArc / (letters.count - 1)) : 0
        let size = min(26, max(12, step * 9 / 10))
        let name = letters.enumerated().html { index, letter in
            let angle = (2 * index - (letters.count - 1)) * step / 2
            return """
                <text x="100" y="\(20 + size)" font-size="\(size)" text-anchor="middle" transform="rotate(\(String(angle)) 100 100)">\(String(letter))</text>
                """
        }
        return """
            <svg class="seal" role="img" viewBox="0 0 200 200" aria-label="\(LicencesText.sealOf.filled(["issuer": issuer]), language)">\
            <g fill="none" stroke="currentColor"><circle cx="100" cy="100" r="95" stroke-width="6"/>\
            <circle cx="100" cy="100" r="30" stroke-width="2"/><circle cx="100" cy="100" r="24" stroke-width="1"/></g>\
            <g fill="currentColor" aria-hidden="true">\(name)\
            <text x="100" y="158" font-size="17" text-anchor="middle" letter-spacing="2">\(FaceText.electronicSeal.zh)</text></g></svg>
            """
    }
}
