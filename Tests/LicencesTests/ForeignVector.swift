import Cryptography
import Kernel

@testable import Licences

/// A presentation made by an independent implementation (PyPI `sd-jwt` 0.10.4): two of its claims are shown, the birth date and an age are
/// kept back, among decoys. Its status object holds decoys too, which we never make and have to read.
enum ForeignVector {
    static let issuerKey: JSON = [
        "kty": "EC", "crv": "P-256", "x": "EDc3EBnQUJf7Qs5SyIjDWwlzqQkWSXZ-1LfPs7CSfDI",
        "y": "hs18LwL_YW5iTe3FgOuWb3qzIl0hIXcjIlMdG1_1O5Q",
    ]

    static let audience = "library"
    static let nonce = "n-1"

    static let text = """
        eyJhbGciOiAiRVMyNTYiLCAidHlwIjogImRjK3NkLWp3dCIsICJraWQiOiAidmVjdG9yIn0.eyJfc2QiOiBbIjF6WVhtMkhXM3RRdG9zLXc1NU\
        t6Z1NqcVhIdVJxZEUwdXNpX25KUkRUNFUiLCAiM0JmRDZsXzhYUWtGaURxa3NxMVdTX09YRTY3YTFGX1FkTnY5UDI3N3ZYUSIsICJtaTFWZWst\
        WFhkUGhXenota0Q0VjR0VHgySUZybWxHSHkwUlVsb2ZXcnpjIiwgIm50WHQ5QWRXQlBlc0hnTTVtd3VjcFlHU3EzQ01VVWc0R3prWm1PVktRQ0\
        0iLCAic09JV2M5X2tSaFZXYjhhRzZGN1pYZEtmcl80b0UxcXcwRk51N3k0ZXB6RSJdLCAiaXNzIjogImh0dHBzOi8vY2l0eS5leGFtcGxlIiwg\
        ImlhdCI6IDE3OTUzOTU2MDAsICJuYmYiOiAxNzk1MzYzMjAwLCAiZXhwIjogMTgyNjk4NTYwMCwgInZjdCI6ICJodHRwczovL2NpdHkuZXhhbX\
        BsZS9jcmVkZW50aWFscy9pZC1jYXJkIiwgInN0YXR1cyI6IHsiX3NkIjogWyJpVDA4Ty10ZTU0YkdXMVQxeVJTMkxxMFV0TTFUeHdmYU16b1U2\
        aHJybEN3IiwgImtmZmVpZk5zblVGbjkzSS1NT2lzLW9LMTJKRWpiUURTZGdBUFJ5UFR3Z0EiLCAicEZCd2RZclF5eWE1RW5qU2hBTjF6ZzM5Zi\
        1ZdVloa0tMdG5GYzBoZnpNbyIsICJ5ZHVkSnkwZ0cxbThmdENDd3RwNXZhS3BBY3NYN2ktMXpldkZzQkxqMzk0Il0sICJzdGF0dXNfbGlzdCI6\
        IHsiX3NkIjogWyJIeG1nTlBtRGN6bXl1RlRPcGRiSG03MTVod2xrZXRTZEdKdDBBUzlhTHVFIiwgIklrSVVvREkxU1RSQ2Mwclh0ZTVYblNGUW\
        ZrRGJYYmhmOVcwcnZvTlhYRHMiLCAiSXpxSER5dWlvSDRhVlA4d3RDaUR3cnY4QWc3RGluWUQ2OHpfSHotaWdNcyJdLCAiaWR4IjogNDEzLCAi\
        dXJpIjogImh0dHBzOi8vY2l0eS5leGFtcGxlL3N0YXR1c2xpc3RzLzAifX0sICJhZ2VfZXF1YWxfb3Jfb3ZlciI6IHsiX3NkIjogWyJINXdqRk\
        pkajF2eXdqUHlBWGJ2UXlmQTllbF9RYnZjTG5HRWRmUjctRVRzIiwgIlA5LVc0MERObXhDR25USENVRlhCeUpmbjVRWFRqTnBoYnZIaTRXMEpl\
        Vk0iLCAiWi1XaUpuSkdwWGZSbVZSUVNCempDT1lkckk5RWdUVjNwbEh1VG1COUFTNCIsICJ0azVONUF3TFNtZURRNzdQMFZOSnRHUzQxZTVLUD\
        Zad2VTeWVhN2R0R0U0IiwgInlhdUlNWUE3YVJBZjhfLVdpR05uNVNjb3dDMDE2dzdhYURXREJLQVhUWkEiXX0sICJfc2RfYWxnIjogInNoYS0y\
        NTYiLCAiY25mIjogeyJqd2siOiB7Imt0eSI6ICJFQyIsICJjcnYiOiAiUC0yNTYiLCAieCI6ICJnV1czbEtuTldhVDM1ZjZ4eE1yOXpMVUlpSl\
        lEcUE4RFR6ZGFwa2FBcU13IiwgInkiOiAiSlZ1MXhXNUVXUzlQMk1qWXNYUkNHekt4cEI1NVFvdmU1eFd0QU5FRm42YyJ9fX0.GbrwLfQV_z9c\
        MAKUk3XsBGNDstZiGTfBtFk2Ob_iixLDrQsFZrWKeGA3ht95gmYRBr5a-KRhr2FN8All-RmXkg~WyJIdVVCdm9ab0ZMSjAtOWp2a1RKV3BRIiw\
        gImhvbGRlci5uYW1lIiwgIlx1OTg3ZVx1NjY1M1x1NWM5YSJd~WyJ2VzdvRm5OWEFZWWNjV1ZzZWtTMHhRIiwgIjE4IiwgdHJ1ZV0~eyJhbGci\
        OiAiRVMyNTYiLCAidHlwIjogImtiK2p3dCJ9.eyJub25jZSI6ICJuLTEiLCAiYXVkIjogImxpYnJhcnkiLCAiaWF0IjogMTc5NTg4MTUwMSwgI\
        nNkX2hhc2giOiAiYXNvS1BrNU9XSEJsaGVqTVMzeHEwU3UyR2hUMDdETGxQdG5BSVg3dDZKbyJ9.9jt0S439GWw9XDviCS6zLTUXoMb_waBG8K\
        NVo8N1xFFfJmRwA0jIQWcdb56dSn4PbUGP1JqNKfh8ZUglN69pUA
        """
}
