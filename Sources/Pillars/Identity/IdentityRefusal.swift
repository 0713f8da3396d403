package import Kernel

/// Every expected no of this room.
package enum IdentityRefusal: Error, Sendable, Hashable {
    /// One answer for an unknown login, a wrong password and a wrong code: it tells nobody which logins exist.
    case wrongPassword
    case codeNeeded
    case wrongCode
    case loginTaken
    case weakPassword
    case notYourEnterprise

    package var problem: Problem {
        switch self {
        case .wrongPassword:
            Problem(
                "identity.wrong-password", status: 422, title: Text("没有登录成功", "You are not signed in"),
                detail: Text("账号或密码不对，请再试一次。", "The name or the password is not right. Please try again."),
                faults: [.init("password", Text("请重新输入密码。", "Enter the password again."))])
        case .codeNeeded:
            Problem(
                "identity.code-needed", status: 422, title: Text("还差一个验证码", "One code is still needed"),
                detail: Text("请打开您的验证器，输入六位数字。", "Open your authenticator and enter its six digits."),
                faults: [.init("code", Text("请输入验证器上的六位数字。", "Enter the six digits of your authenticator."))])
        case .wrongCode:
            Problem(
                "identity.wrong-code", status: 422, title: Text("验证码不对", "The code is not right"),
                detail: Text("验证码每 30 秒换一次，每个只能用一次，请输入现在显示的六位数字。", "A code lives 30 seconds and works once. Enter the digits shown now."),
                faults: [.init("code", Text("请输入现在显示的六位数字。", "Enter the six digits shown now."))])
        case .loginTaken:
            Problem(
                "identity.login-taken", status: 409, title: Text("这个账号名已经有人用了", "That name is taken"),
                detail: Text("请换一个账号名。", "Please choose another name."), faults: [.init("login", Text("请换一个账号名。", "Choose another name."))])
        case .weakPassword:
            Problem(
                "identity.weak-password", status: 422, title: Text("密码太短", "The password is too short"),
                detail: Text("密码至少 12 个字符，越长越好。", "Use at least 12 characters; longer is better."),
                faults: [.init("password", Text("至少 12 个字符。", "At least 12 characters."))])
        case .notYourEnterprise:
            Problem(
                "identity.not-your-enterprise", status: 403, title: Text("您现在不能代表这家企业", "You cannot act for this enterprise now"),
                detail: Text("请让企业的法定代表人给您授权，或换一家企业。", "Ask its legal representative for a mandate, or choose another enterprise."))
        }
    }
}
