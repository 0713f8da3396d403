package import Kernel

/// The refusals that belong to no room: what can be wrong with a request as such.
package enum WebProblem {
    package static let notFound = Problem(
        "web.not-found", status: 404, title: Text("没有这个页面", "There is no such page"),
        detail: Text("请检查地址，或从首页、搜索重新找起。", "Check the address, or start again from the home page or the search."))

    package static let methodNotAllowed = Problem(
        "web.method", status: 405, title: Text("这个地址不能这样使用", "This address cannot be used that way"),
        detail: Text("请返回上一页重新操作。", "Go back one page and try again."))

    package static let signInNeeded = Problem(
        "web.sign-in", status: 401, title: Text("请先登录", "Please sign in first"),
        detail: Text("登录后即可继续；程序请在 Authorization 中带上令牌。", "Sign in and go on from here; a program sends its token in Authorization."))

    package static let forbidden = Problem(
        "web.forbidden", status: 403, title: Text("您没有权限", "You may not do this"),
        detail: Text("您的岗位或身份不能使用此页。如果工作需要，请联系管理员。", "Your role does not cover this page. If your work needs it, ask the administrator."))

    package static let wrongOrigin = Problem(
        "web.origin", status: 403, title: Text("这次提交不是从本站页面发出的", "This did not come from one of our pages"),
        detail: Text("为了保护您的账户，我们没有处理。请打开本站页面再操作一次。", "To protect your account we did nothing. Open the page on this site and try again."))

    /// The page's token is of another session, or of none.
    package static let formExpired = Problem(
        "web.form-expired", status: 403, title: Text("页面已过期，请再提交一次", "The page had expired; please send it again"),
        detail: Text("您填写的内容都还在，核对后再点一次提交即可。", "Everything you typed is still here. Check it and send it once more."))

    package static func tooLarge(limit: Int) -> Problem {
        Problem(
            "web.too-large", status: 413, title: Text("内容太大", "That is too large"),
            detail: Text(
                "一次最多可提交 {size}。请缩短文字，或压缩、拆分文件后再提交。", "At most {size} can be sent at once. Shorten the text, or send a smaller file."
            )
            .filled(["size": WebProblem.size(limit)]))
    }

    package static func fieldTooLong(_ field: String, limit: Int) -> Problem {
        let text = Text("这一项太长，最多 {size}。", "This answer is too long; at most {size}.").filled(["size": WebProblem.size(limit)])
        return Problem(
            "web.too-large", status: 413, title: Text("内容太长", "That is too long"),
            detail: Text("请缩短标出的内容后再提交。", "Shorten what is marked and send it again."), faults: [Problem.Fault(field, text)])
    }

    package static let unsupportedType = Problem(
        "web.content-type", status: 415, title: Text("无法识别这种格式", "We cannot read this format"),
        detail: Text("请用表单（urlencoded 或 multipart）或 JSON 对象提交。", "Send a form (urlencoded or multipart) or a JSON object."))

    package static let malformed = Problem(
        "web.malformed", status: 400, title: Text("收到的内容不完整或不是有效的 UTF-8", "What arrived is incomplete or not valid UTF-8"),
        detail: Text("请重新提交；程序请检查编码和格式。", "Send it again; a program should check its encoding and format."))

    package static let badKey = Problem(
        "web.idempotency-key", status: 400, title: Text("幂等键的长度不对", "The idempotency key has a wrong length"),
        detail: Text("请使用 1 到 255 个字节的键，例如一个 UUID。", "Use a key of 1 to 255 bytes, such as a UUID."))

    package static func malformedJSON(at offset: Int, expected: String) -> Problem {
        Problem(
            "web.malformed", status: 400, title: Text("收到的 JSON 有误", "The JSON cannot be read"),
            detail: Text("第 {at} 个字节处有误（{what}）。", "The mistake is at byte {at}: {what}.").filled(["at": String(offset), "what": expected]))
    }

    package static func tooManyRequests(retryAfterSeconds: Int) -> Problem {
        Problem(
            "web.too-many", status: 429, title: Text("尝试次数太多", "Too many attempts"),
            detail: Text("请过 {seconds} 秒再试。", "Wait {seconds} seconds and try again.").filled(["seconds": String(retryAfterSeconds)]))
    }

    package static let unavailable = Problem(
        "web.unavailable", status: 503, title: Text("系统暂时无法保存", "We cannot save anything right now"),
        detail: Text("您的内容没有丢失，也没有提交成功。请过一会儿再试。", "Nothing was lost and nothing was sent. Try again in a moment."))

    package static let fault = Problem(
        "web.fault", status: 500, title: Text("系统出错了", "Something went wrong on our side"),
        detail: Text(
            "错误已经记录。请过一会儿再试；如需帮助，请拨打 12345 并说明下面的编号。", "It has been noted. Try again later; for help call 12345 and give the number below.")
    )

    /// Those that any endpoint may answer with.
    static let everywhere: [Problem] = [
        notFound, methodNotAllowed, signInNeeded, forbidden, wrongOrigin, formExpired, tooLarge(limit: 256_000), unsupportedType, malformed,
        tooManyRequests(retryAfterSeconds: 60), unavailable, fault, .invalid([]),
    ]

    private static func size(_ bytes: Int) -> Text {
        bytes >= 1_000_000 ? Text(same: "\(bytes / 1_000_000) MB") : Text(same: "\(bytes / 1000) kB")
    }
}
