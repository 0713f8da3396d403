import Kernel

/// What every answer carries so that a browser allows it as little as possible.
enum SecurityHeaders {
    /// No inline script or style, nothing from elsewhere, no frame around us.
    static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
        "manifest-src 'self'", "worker-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    ].joined(separator: "; ")

    static let fields: [Headers.Field] = [
        Headers.Field("content-security-policy", policy),
        Headers.Field("x-content-type-options", "nosniff"),
        Headers.Field("referrer-policy", "same-origin"),
        Headers.Field("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
        Headers.Field("cross-origin-opener-policy", "same-origin"),
        Headers.Field("cross-origin-resource-policy", "same-origin"),
    ]

    /// A year of https, told only over https.
    static let strictTransport = Headers.Field("strict-transport-security", "max-age=31536000; includeSubDomains")
}
