import { Controller, Get, NotFoundException, Param } from '@nestjs/common'

@Controller('users')
export class UsersController {
  @Get(':id')
  find(@Param('id') id: string) {
    if (id === '0') throw new NotFoundException('no such user')
    return { id }
  }
}
